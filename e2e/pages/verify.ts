import type { Locator, Page } from 'playwright';
import { goTo } from '../support/page-checks.ts';
import { dropFiles } from '../support/screen.ts';

/** 验章. */
export class VerifyScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await goTo(this.page, '#/verify');
    await this.page.getByRole('heading', { name: '验章', level: 1 }).waitFor();
  }

  async drop(...files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void> {
    await dropFiles(this.page, '#page', files);
  }

  /** The large words. */
  verdict(): Locator {
    return this.page.locator('.sk-verdict h2');
  }

  sentence(): Locator {
    return this.page.locator('.sk-verdict p').first();
  }

  /** A question of the grounds, such as 印章是谁制发的. */
  ground(name: string): Locator {
    return this.page.locator('.sk-ground').filter({ has: this.page.getByRole('button', { name }) });
  }

  files(): Locator {
    return this.page.getByRole('list', { name: '验过的文件' }).getByRole('button');
  }

  /** Stamps on the pages, each a button that chooses its signature. */
  outlines(): Locator {
    return this.page.getByRole('button', { name: /盖在这里/ });
  }
}
