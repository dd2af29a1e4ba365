import type { Locator, Page } from 'playwright';
import type { Ticket } from '#test/support/first-start.ts';

export interface TypedPerson {
  readonly name: string;
  readonly account: string;
  readonly dept: string;
  readonly password: string;
}

/** 初始化. */
export class SetUpScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Title of the step that is shown. */
  title(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 2, name });
  }

  currentStep(): Locator {
    return this.page.locator('[aria-current="step"]');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async next(): Promise<void> {
    await this.button(/^下一步/).click();
  }

  async chooseRegulation(region: string): Promise<void> {
    await this.page.getByText(region).click();
    await this.next();
  }

  /** Connects, and waits for the digest. */
  async connect(url: string): Promise<void> {
    await this.page.getByLabel('登记中心地址').fill(url);
    await this.button('连接并取根摘要').click();
    await this.page.getByRole('list', { name: '根摘要' }).waitFor();
  }

  /** The digest as it is shown, without its groups. */
  async shownDigest(): Promise<string> {
    const groups = await this.page.locator('.sk-setup-group .sk-mono').allInnerTexts();
    return groups.join('');
  }

  async nameStation({ station, code }: Pick<Ticket, 'station' | 'code'>): Promise<void> {
    await this.page.getByLabel('工作站编号', { exact: true }).fill(station);
    await this.page.getByLabel('注册码', { exact: true }).fill(code);
    await this.next();
  }

  async fillAdministrator(role: string, person: TypedPerson): Promise<void> {
    await this.fillPerson(this.page.getByRole('group', { name: role }), person);
  }

  private async fillPerson(group: Locator, { name, account, dept, password }: TypedPerson): Promise<void> {
    await group.getByLabel('姓名').fill(name);
    await group.getByLabel('账号').fill(account);
    await group.getByLabel('部门').fill(dept);
    await group.getByLabel(/密码$/).fill(password);
    await group.getByLabel('再输一遍').fill(password);
  }

  async addPerson(role: string, person: TypedPerson): Promise<void> {
    await this.button(`增加${role}`).click();
    await this.fillPerson(this.page.locator('.sk-setup-new'), person);
    await this.button('增加这个人').click();
    await this.page.locator('.sk-setup-role').filter({ hasText: person.name }).waitFor();
  }

  async fillPins(officer: string, user: string): Promise<void> {
    for (const [label, pin] of [
      ['管理员口令', officer],
      ['管理员口令 再输一遍', officer],
      ['保管口令', user],
      ['保管口令 再输一遍', user],
    ] as const) {
      await this.page.getByLabel(label, { exact: true }).fill(pin);
    }
  }

  /** Presses a button that is armed a moment after it appears. */
  async pressArmed(name: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    const button = within.getByRole('button', { name });
    await button.and(this.page.locator('[aria-disabled="false"]')).waitFor();
    await button.click();
  }

  pinDialog(): Locator {
    return this.page.getByRole('dialog', { name: /^输入密钥口令/ });
  }

  async answerPin(pin: string, act: string): Promise<void> {
    await this.pinDialog().waitFor();
    await this.pinDialog().getByLabel('输入密钥口令').fill(pin);
    await this.pressArmed(act, this.pinDialog());
  }

  /** Of the application that is under way, as it is shown. */
  async fact(label: string): Promise<string> {
    const row = this.page.locator('.sk-facts > div').filter({ has: this.page.getByText(label, { exact: true }) });
    return (await row.locator('dd').innerText()).trim();
  }

  patience(words: string | RegExp): Locator {
    return this.page.locator('.sk-setup-patience').filter({ hasText: words });
  }
}
