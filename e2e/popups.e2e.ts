import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { LedgerScreen } from './pages/ledger.ts';
import { RequestScreen } from './pages/request.ts';
import { openOffice } from './support/office.ts';
import { goTo, settle } from './support/page-checks.ts';
import { seriousFaults, shoot, type Look } from './support/screen.ts';

// What opens over a page is examined while it is open: closed, it is not there to be examined.

const office = openOffice();
let page: Page;

async function enter(account: string, look: Look = {}): Promise<void> {
  page = await office.enter(account, look);
}

/** Opens, examines and closes. */
async function examine(name: string, opener: Locator, opened: Locator): Promise<void> {
  await opener.click();
  await opened.first().waitFor();
  await settle(page);
  await shoot(page, `popup-${name}`);
  expect(await seriousFaults(page), name).toEqual([]);
  await page.keyboard.press('Escape');
  await opened.first().waitFor({ state: 'hidden' });
}

/** The open list of choices of a field, by its name. */
const listOf = (name: string): Locator => page.getByRole('listbox', { name, exact: true });
const popover = (): Locator => page.locator('.ant-popover:not(.ant-popover-hidden)');

describe('what opens over a page', () => {
  it.each([
    { width: 1920, height: 1080 },
    { width: 1024, height: 600 },
  ])('has a name and no fault over the register at $width', async (look) => {
    await enter('zhou', look);
    const ledger = new LedgerScreen(page);
    await ledger.open();
    if (look.width < 1366) {
      await page.getByRole('button', { name: '更多筛选' }).click();
      await popover().waitFor();
    }
    for (const field of ['印章', '结果']) {
      const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
      await page.getByLabel(field, { exact: true }).click();
      await list.waitFor();
      await settle(page);
      expect(await listOf(field).count()).toBe(1);
      expect(await seriousFaults(page), field).toEqual([]);
      await shoot(page, `popup-register-${field}-${look.width}`);
      await list.locator('.ant-select-item-option').first().click();
      await list.waitFor({ state: 'hidden' });
    }
    if (look.width < 1366) await page.keyboard.press('Escape');
    const dates = page.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)');
    await examine(`register-dates-${look.width}`, page.locator('.sk-register-dates input').first(), dates);
    await examine(`register-record-${look.width}`, page.getByRole('button', { name: '检查记录' }), popover());
  });

  it('has a name and no fault over the correction of an entry', async () => {
    await enter('zhou');
    const ledger = new LedgerScreen(page);
    await ledger.open();
    await ledger.row('春耕').click();
    await ledger.sheet().getByRole('button', { name: '更正…' }).click();
    const dialog = page.getByRole('dialog', { name: /^更正 / });
    await dialog.getByRole('combobox').click();
    await page.locator('.ant-select-item-option').first().waitFor();
    await settle(page);
    expect(await page.getByRole('listbox').first().getAttribute('aria-label')).toBe('更正什么');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('has a name and no fault over a request', async () => {
    await enter('lin');
    const request = new RequestScreen(page);
    await request.open();
    const file = path.join(programFiles.samples, '通知.pdf');
    await request.drop([{ name: '通知.pdf', bytes: new Uint8Array(readFileSync(file)) }]);
    await request.drawnSheet(1).waitFor();
    await request.field('用印事由').fill('');
    for (const [index, combobox] of (await page.getByRole('combobox').all()).entries()) {
      await combobox.click();
      await combobox.press('ArrowDown');
      await settle(page);
      await shoot(page, `popup-request-${index}`);
      for (const list of await page.getByRole('listbox').all())
        expect(await list.getAttribute('aria-label')).toBeTruthy();
      expect(await seriousFaults(page), `field ${index}`).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page
      .getByRole('button', { name: /^查看 .*原文$/ })
      .first()
      .click();
    await popover().waitFor();
    await settle(page);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('has a name and no fault over the frame of every page', async () => {
    await enter('zhou');
    await goTo(page, '#/desk');
    for (const [index, chip] of (await page.locator('header button.sk-chip').all()).entries())
      await examine(`chip-${index}`, chip, popover());
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await settle(page);
    expect(await seriousFaults(page)).toEqual([]);
    expect(office.screen.complaints()).toEqual([]);
  });
});
