import type { Locator, Page } from 'playwright';
import { demoPin } from '#main/app/demo/demo-people.ts';

/** 用印. */
export class StampScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** From the navigation to one request in the list. */
  async open(title: string): Promise<void> {
    await this.page.getByRole('link', { name: /^用印/ }).click();
    await this.page.getByRole('button', { name: `核对并用印 ${title}` }).click();
    await this.contract().filter({ hasText: title }).waitFor();
  }

  contract(): Locator {
    return this.page.getByRole('region', { name: '您将做的事' });
  }

  check(name: string): Locator {
    return this.page.locator(`[data-check="${name}"]`);
  }

  beginButton(): Locator {
    return this.page.getByRole('button', { name: '用印 1 份文件…' });
  }

  dialog(): Locator {
    return this.page.getByRole('dialog', { name: /^输入密钥口令/ });
  }

  actButton(): Locator {
    return this.dialog().getByRole('button', { name: '用印 1 份文件' });
  }

  async begin(): Promise<void> {
    await this.beginButton().click();
    await this.dialog().waitFor();
  }

  async armed(): Promise<void> {
    await this.actButton().and(this.page.locator('[aria-disabled="false"]')).waitFor();
  }

  /** Begins, enters the PIN, and presses the button once it is armed. */
  async stamp(pin = demoPin): Promise<void> {
    await this.begin();
    await this.dialog().getByLabel('输入密钥口令').fill(pin);
    await this.armed();
    await this.actButton().click();
  }

  /** The number in the register. */
  async stampedAs(): Promise<string> {
    const heading = this.page.getByRole('heading', { name: /^已用印，登记号/ });
    await heading.waitFor();
    return /\d{4}-\d{6}/.exec(await heading.innerText())?.[0] ?? '';
  }

  failure(): Locator {
    return this.page.getByRole('alert');
  }

  step(name: string): Locator {
    return this.page.getByRole('list', { name: '五步' }).getByRole('listitem').filter({ hasText: name });
  }
}
