import { expect } from 'vitest';
import type { Locator, Page } from 'playwright';
import { goTo } from '../support/page-checks.ts';

/** 登记簿. */
export class LedgerScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await goTo(this.page, '#/ledger');
    await this.grid().waitFor();
  }

  grid(): Locator {
    return this.page.getByRole('grid', { name: /^登记簿，共/ });
  }

  rows(): Locator {
    return this.page.getByRole('grid').locator('[role="row"][data-row-key]');
  }

  row(text: string): Locator {
    return this.rows().filter({ hasText: text });
  }

  /** Words of the chain banner. */
  banner(): Locator {
    return this.page.locator('.sk-ledger .sk-banner');
  }

  async search(text: string): Promise<void> {
    await this.page.getByLabel('题名、事由、人名').fill(text);
  }

  async choose(field: '印章' | '结果', option: string): Promise<void> {
    await this.page.getByLabel(field, { exact: true }).click();
    await this.page.locator('.ant-select-item-option').filter({ hasText: option }).click();
  }

  async view(name: RegExp): Promise<void> {
    await this.page.locator('.ant-segmented-item').filter({ hasText: name }).click();
  }

  sheet(): Locator {
    return this.page.getByRole('complementary', { name: /^登记 / });
  }

  /** Steps of the story, by their names. */
  async steps(): Promise<readonly string[]> {
    return this.sheet().getByRole('region', { name: '经过' }).getByRole('listitem').locator('b').allInnerTexts();
  }

  /** Waits until so many lines are found. */
  async expectRows(count: number): Promise<void> {
    await expect.poll(() => this.rows().count(), { timeout: 30_000 }).toBe(count);
  }
}
