import type { Locator, Page } from 'playwright';
import { demoPassword } from '#main/app/demo/demo-people.ts';

/** 审批. */
export class ApproveScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** From the navigation to one request in the list. */
  async open(title: string): Promise<void> {
    await this.page.getByRole('link', { name: '审批' }).click();
    await this.page.getByRole('button', { name: `审阅 ${title}` }).click();
    await this.page.getByRole('heading', { name: title, level: 1 }).waitFor();
  }

  /** Names the act, whether or not it can be pressed yet. */
  agreeButton(): Locator {
    return this.page.getByRole('button', { name: /^同意在第 .* 页加盖“.*” \d+ 次$/ });
  }

  refuseButton(): Locator {
    return this.page.getByRole('button', { name: '退回…' });
  }

  /** Turns every page in the way a reader does, and stays until it counts. */
  async readAll(): Promise<void> {
    const next = this.page.getByRole('button', { name: '下一页' });
    const sheets = this.page.getByRole('status').filter({ hasText: /没有看到|都已看过/ });
    await sheets.waitFor();
    for (let page = 1; (await sheets.innerText()).includes('没有看到'); page += 1) {
      await this.page.waitForTimeout(1_200);
      if (await next.isEnabled()) await next.click();
      if (page > 20) throw new Error('a page never counts as seen');
    }
  }

  dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Fills the dialog that is open; the button is pressed once it is armed. */
  async confirm(button: string, password = demoPassword): Promise<void> {
    await this.dialog()
      .getByLabel(/的登录密码$/)
      .fill(password);
    await this.armed(this.dialog().getByRole('button', { name: button }));
    await this.dialog().getByRole('button', { name: button }).click();
  }

  async armed(button: Locator): Promise<void> {
    await button.and(this.page.locator('[aria-disabled="false"]')).waitFor();
  }
}
