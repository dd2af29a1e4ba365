import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { ask } from '#test/support/foreign-programs.ts';
import { LedgerScreen } from './pages/ledger.ts';
import { StampScreen } from './pages/stamp.ts';
import { openOffice } from './support/office.ts';
import { cutOff, settle } from './support/page-checks.ts';
import { approvedOne } from './support/requests.ts';
import { seriousFaults, shoot, type Look } from './support/screen.ts';

const office = openOffice();
let page: Page;
let ledger: LedgerScreen;

const wide: Look = { width: 1920, height: 1080 };

async function enter(account: string, look: Look = {}): Promise<void> {
  page = await office.enter(account, look);
  ledger = new LedgerScreen(page);
}

describe('the register', () => {
  it('finds entries by words of two characters, by seal and by result, and says how many', async () => {
    await enter('zhou', wide);
    await ledger.open();
    await ledger.expectRows(3);
    await ledger.banner().getByText('登记簿完整').waitFor();
    await ledger.search('抽查');
    await ledger.expectRows(1);
    await page.getByRole('status').filter({ hasText: '1 条' }).waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await ledger.expectRows(3);
    await ledger.choose('印章', '种子管理专用章');
    await ledger.expectRows(1);
    await ledger.choose('结果', '作废号');
    await page.getByRole('heading', { name: '没有符合条件的登记' }).waitFor();
    await settle(page);
    await shoot(page, 'ledger-nothing');
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('.sk-empty').getByRole('button', { name: '清除筛选' }).click();
    await ledger.expectRows(3);
  });

  it('keeps a filter under a name, and shows it again with one click', async () => {
    await enter('zhou');
    await ledger.open();
    await ledger.search('抽查');
    await ledger.expectRows(1);
    await page.getByRole('button', { name: '常用筛选' }).click();
    await page.getByLabel('名字，如：本月公章').fill('抽查的');
    await page.getByRole('button', { name: '存下当前筛选' }).click();
    await page.getByRole('button', { name: '抽查的', exact: true }).waitFor();
    await settle(page);
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'ledger-saved-filters');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '清除筛选' }).click();
    await ledger.expectRows(3);
    await page.getByRole('button', { name: '常用筛选' }).click();
    await page.getByRole('button', { name: '抽查的', exact: true }).click();
    await ledger.expectRows(1);
  });

  it('is walked with the arrow keys, opened with Enter and closed with Esc', async () => {
    await enter('zhou');
    await ledger.open();
    await ledger.grid().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await ledger
      .sheet()
      .getByRole('heading', { name: /-000002$/ })
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await ledger
      .sheet()
      .getByRole('heading', { name: /-000001$/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await ledger.sheet().waitFor({ state: 'detached' });
  });

  it('tells an entry from the request to the receipt, proves it, and opens its file', async () => {
    await enter('zhou');
    await ledger.open();
    await ledger.row('春耕').click();
    await expect
      .poll(() => ledger.steps())
      .toEqual(['提交', '同意', '登记意图', '密钥签名', '自检、入册', '登记中心回执']);
    await ledger.sheet().getByText('与登记中心一致').waitFor();
    await ledger
      .sheet()
      .getByText(/个节点可证$/)
      .waitFor();
    await settle(page);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);
    await shoot(page, 'ledger-story');
    await ledger.sheet().getByRole('button', { name: '打开文件' }).click();
    await page.locator('[data-page][data-drawn="true"]').first().waitFor();
    await page.getByText('与登记的摘要一致').waitFor();
    await shoot(page, 'ledger-file');
    expect(await seriousFaults(page)).toEqual([]);
    await ledger.sheet().getByRole('button', { name: '回到登记簿' }).click();
    await ledger.grid().waitFor();
  });

  it('shows an export before it is made, asks what for, and gives a file that begins as shown', async () => {
    await enter('auditor');
    await ledger.open();
    await page.getByRole('button', { name: '导出…' }).click();
    const dialog = page.getByRole('dialog', { name: '导出登记簿' });
    await dialog.getByRole('columnheader', { name: '用印事由' }).waitFor();
    await dialog.getByRole('button', { name: '导出 3 条' }).click();
    await dialog.getByText('用途至少 2 个字').waitFor();
    await dialog.getByLabel('用途').fill('报送第三季度用印检查');
    await settle(page);
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'ledger-export');
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: '导出 3 条' }).click();
    const saved = await download;
    const file = path.join(office.station.folder, saved.suggestedFilename());
    await saved.saveAs(file);
    const text = readFileSync(file, 'utf8');
    expect(text.startsWith('\ufeff"序号","用印日期"')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(4);
    await dialog.getByText('已导出 3 条').waitFor();
  });

  it('saves evidence of an entry that Python and OpenSSL find whole, the receipt included', async () => {
    await enter('auditor');
    await ledger.open();
    await ledger.row('春耕').click();
    await ledger.sheet().getByRole('button', { name: '存证据包…' }).click();
    const dialog = page.getByRole('dialog', { name: /的证据包$/ });
    await dialog.getByRole('button', { name: '存证据包' }).click();
    await dialog.getByText('用途至少 2 个字').waitFor();
    await dialog.getByLabel('用途').fill('配合案件调查');
    await settle(page);
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'ledger-evidence');
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: '存证据包' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/^用印证据-\d{4}-000001\.zip$/);
    const file = path.join(office.station.folder, 'evidence.zip');
    await saved.saveAs(file);
    expect(ask('unzip', ['-q', file, '-d', path.join(office.station.folder, 'evidence')]).status).toBe(0);
    const { text } = ask('python3', [path.join(office.station.folder, 'evidence', 'check.py')]);
    expect(text).toContain('登记中心回执');
    expect(text).toContain('全部相符');
  });

  it('takes a correction only with the password of somebody who decides', async () => {
    await enter('zhou');
    await ledger.open();
    await ledger.row('春耕').click();
    await ledger.sheet().getByRole('button', { name: '更正…' }).click();
    const dialog = page.getByRole('dialog', { name: /^更正 / });
    await dialog.getByLabel('改为').fill('随文附件两份');
    await dialog.getByLabel('同意的人（主要负责人或批准人）账号').fill('lu');
    await dialog.getByLabel('同意的人的登录密码').fill('不是密码-demo');
    await dialog.getByRole('button', { name: '记入更正' }).click();
    await dialog.getByText('RPC_SIGN_IN_FAILED').waitFor();
    await dialog.getByLabel('同意的人的登录密码').fill('演示密码-demo');
    await shoot(page, 'ledger-correct');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: '记入更正' }).click();
    await ledger.sheet().getByText('周敏芝，经 陆文焕 同意').waitFor();
    await ledger.sheet().getByText('随文附件两份').first().waitFor();
  });

  it('shows what waits for the registry while it is away, and the receipt when it is back', async () => {
    await enter('zhou', wide);
    const { title } = await approvedOne(office.station, office.colleague, '关于报送种子储备情况的函');
    await office.station.registry.stop();
    const stamp = new StampScreen(page);
    await stamp.open(title);
    await stamp.stamp();
    const entryNo = await stamp.stampedAs();
    await ledger.open();
    await ledger.row(entryNo).getByText('待同步').waitFor();
    await ledger.row(entryNo).click();
    await ledger.sheet().getByText('排队中，联网后自动上报').waitFor();
    await shoot(page, 'ledger-offline');
    await office.station.registry.start();
    await (await office.colleague.as('he')).station.sync.run();
    await ledger.row(entryNo).getByText('已回执').waitFor();
    await ledger.sheet().getByText('与登记中心一致').waitFor();
    await ledger.banner().getByText(`登记中心已见证到 ${entryNo} 号`).waitFor();
    await shoot(page, 'ledger-synced');
  });

  const looks: readonly (Look & { readonly name: string })[] = [
    { name: '1920', ...wide },
    { name: 'large', size: 'large' },
    { name: 'dark', theme: 'dark' },
    { name: 'contrast', theme: 'contrast' },
    { name: '1024', width: 1024, height: 600 },
    { name: '683', width: 683, height: 384 },
  ];
  it.each(looks)('can be read and reached in the look of $name', async ({ name, ...look }) => {
    await enter('zhou', look);
    await ledger.open();
    await settle(page);
    expect(await cutOff(page)).toEqual([]);
    await shoot(page, `ledger-list-${name}`);
    await ledger.row('春耕').click();
    await ledger.sheet().getByText('与登记中心一致').waitFor();
    await settle(page);
    expect(await cutOff(page)).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, `ledger-open-${name}`);
  });

  it('complains of nothing in the console', () => {
    const told = office.screen.complaints().filter((text) => !text.includes('WebSocket'));
    expect(told).toEqual([]);
  });
});
