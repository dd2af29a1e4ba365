import type { Locator, Page } from 'playwright';
import { demoPassword, demoPin } from '#main/app/demo/demo-people.ts';
import { StampScreen } from './stamp.ts';

/** 批量申请, its approval and its stamping. */
export class BatchScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** From the navigation to the batch among what waits for a decision. */
  async openToApprove(title: string): Promise<void> {
    await this.page.getByRole('link', { name: /^审批/ }).click();
    await this.page.getByRole('button', { name: new RegExp(title) }).click();
    await this.page.getByText('清单摘要').waitFor();
  }

  /** Opens each file that must be read until its pages count as seen; the rest is answered for; then agrees. */
  async approve(files: number): Promise<void> {
    for (let left = await unreadOf(this.page); left > 0; left = await unreadOf(this.page)) {
      await this.page.locator('.sk-batch-pick', { hasText: '须看' }).first().click();
      await this.page.waitForFunction(
        (before) =>
          [...document.querySelectorAll('.sk-batch-pick')].filter((one) => one.textContent?.includes('须看')).length <
          before,
        left,
      );
    }
    await this.page.getByText(/须看的 \d+ 份都已看过/).waitFor();
    await this.page.getByRole('checkbox', { name: /其余 \d+ 份我已核对清单/ }).check();
    await pressOnceArmed(this.page.getByRole('button', { name: new RegExp(`^同意对 ${files} 份文件加盖`) }));
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel(/的登录密码$/).fill(demoPassword);
    await pressOnceArmed(dialog.getByRole('button', { name: '同意用印' }));
    await this.page.getByText('这一批已作出决定').waitFor();
  }

  /** From the navigation to the batch among what waits for its stamp. */
  async openToStamp(title: string): Promise<void> {
    await this.page.getByRole('link', { name: /^用印/ }).click();
    await this.page.getByRole('button', { name: new RegExp(title) }).click();
    await this.page.getByText('等待').first().waitFor();
  }

  /** The dialog that asks for the PIN; asked for by the button that begins the run or takes it up again. */
  async askForPin(): Promise<Locator> {
    await pressOnceArmed(this.page.getByRole('button', { name: /用印 \d+ 份文件$/ }));
    const dialog = new StampScreen(this.page).dialog();
    await dialog.getByLabel('输入密钥口令').fill(demoPin);
    return dialog;
  }

  /** What is shown of one file beside the table. */
  shown(): Locator {
    return this.page.getByRole('complementary', { name: '正在办理的一份' });
  }

  refused(): Locator {
    return this.page.locator('tr[data-state="refused"]');
  }
}

/** The button that lets a run begin after the PIN. */
export async function pressBegin(dialog: Locator): Promise<void> {
  await pressOnceArmed(dialog.getByRole('button', { name: /用印 \d+ 份文件/ }));
}

async function pressOnceArmed(button: Locator): Promise<void> {
  await button.and(button.page().locator('[aria-disabled="false"]')).waitFor();
  await button.click();
}

const unreadOf = (page: Page): Promise<number> => page.locator('.sk-batch-pick', { hasText: '须看' }).count();
