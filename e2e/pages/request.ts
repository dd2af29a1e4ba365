import type { Locator, Page } from 'playwright';
import { dropFiles } from '../support/screen.ts';

/** 用印申请. */
export class RequestScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: '用印申请' }).click();
    await this.page.getByRole('heading', { name: '用印申请', level: 1 }).waitFor();
  }

  async drop(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void> {
    await dropFiles(this.page, '#page', files);
  }

  /** Sheets near the view; a drawn one says so. */
  drawnSheet(number: number): Locator {
    return this.page.locator(`[data-page="${number}"][data-drawn="true"]`);
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** The seal that is being placed, by page and its number there. */
  seal(page: number, index = 1): Locator {
    return this.page.locator(`[data-place="${page}/${index}"]`);
  }

  /** Where the chosen seal lies, as the screen says it: millimetres from the left and from the top. */
  async position(): Promise<{ readonly left: number; readonly top: number; readonly page: number }> {
    const words = await this.page.locator('.sk-place-words').innerText();
    const [, page, left, top] = /第 (\d+) 页.*距左边 ([\d.]+) 毫米，距上边 ([\d.]+) 毫米/.exec(words) ?? [];
    if (top === undefined) throw new Error(`no position in: ${words}`);
    return { page: Number(page), left: Number(left), top: Number(top) };
  }

  async chooseSeal(name: string): Promise<void> {
    const select = this.page.locator('.sk-seal-select');
    if ((await select.innerText()).includes(name)) return;
    await select.click();
    await this.page.locator('.ant-select-item-option').filter({ hasText: name }).click();
  }

  submitButton(): Locator {
    return this.page.getByRole('button', { name: /^提交给.*审批$/ });
  }

  /** The number people speak of, once the request stands. */
  async submitted(): Promise<string> {
    const heading = this.page.getByRole('heading', { name: /^已提交/ });
    await heading.waitFor();
    return /审〔\d{4}〕\d+号/.exec(await heading.innerText())?.[0] ?? '';
  }

  own(title: string): Locator {
    return this.page.locator('.sk-request-row').filter({ hasText: title });
  }
}
