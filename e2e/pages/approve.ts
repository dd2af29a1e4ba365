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
    return this.page.getByRole('button', { name: /^同意在第 .* 页.*加盖“.*” \d+ 次$/ });
  }

  refuseButton(): Locator {
    return this.page.getByRole('button', { name: '退回…' });
  }

  /** Goes to each page that must be seen, as a reader does, and stays there until it counts. */
  async readAll(): Promise<void> {
    const state = this.page.getByRole('status').filter({ hasText: /还没有看到|都已看过/ });
    await state.waitFor();
    for (let looks = 0; looks < 40; looks += 1) {
      const [, next] = /还没有看到第 (\d+)/.exec(await state.innerText()) ?? [];
      if (next === undefined) return;
      const jump = this.page.getByLabel('页码，填写后按回车跳转');
      await jump.fill(next);
      await jump.press('Enter');
      await this.page.waitForTimeout(1_000);
    }
    throw new Error('a page never counts as seen');
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
