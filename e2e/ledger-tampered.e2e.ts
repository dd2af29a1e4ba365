import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { demoNames } from '#main/app/demo/demo-folder.ts';
import { LedgerScreen } from './pages/ledger.ts';
import { StampScreen } from './pages/stamp.ts';
import { openOffice } from './support/office.ts';
import { goTo, settle } from './support/page-checks.ts';
import { seriousFaults, shoot } from './support/screen.ts';
import { startStationIn } from './support/station.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sealkeeper-tampered-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const office = openOffice(async () => {
  cpSync(inject('office').folder, folder, { recursive: true });
  const db = new DatabaseSync(path.join(folder, demoNames.station, 'station.db'));
  db.exec('DROP TRIGGER ledger_leaves_keep_update');
  db.exec(`UPDATE ledger_leaves SET leaf_bytes = CAST(replace(CAST(leaf_bytes AS TEXT), '春耕', '秋收') AS BLOB)
    WHERE kind = 'outcome'`);
  db.close();
  return startStationIn({ folder });
});

describe('a register that somebody changed while the station was off', () => {
  it('says so, names the first entry and the reason, and stamps nothing', async () => {
    const page = await office.enter('zhou');
    const ledger = new LedgerScreen(page);
    await ledger.open();
    const banner = ledger.banner();
    await banner.getByText('登记簿对不上，已停止用印。').waitFor();
    await banner.getByText('内容与其杂凑值不符').waitFor();
    await settle(page);
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'ledger-broken');
    await goTo(page, '#/stamp');
    await page
      .getByRole('button', { name: /^核对并用印/ })
      .first()
      .click();
    const check = page.locator('[data-check="stamp.ledger"]');
    await check.waitFor();
    await settle(page);
    expect(await new StampScreen(page).beginButton().isEnabled()).toBe(false);
    await shoot(page, 'stamp-locked');
  });

  it('gives no export to the auditor', async () => {
    const page = await office.enter('auditor');
    await new LedgerScreen(page).open();
    await page.getByRole('button', { name: '导出…' }).click();
    const dialog = page.getByRole('dialog', { name: '导出登记簿' });
    await dialog.getByLabel('用途').fill('核查');
    await dialog.getByRole('button', { name: '导出 3 条' }).click();
    await dialog.getByText('LEDGER_BROKEN').waitFor();
  });
});
