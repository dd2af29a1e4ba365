import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { StampScreen } from './pages/stamp.ts';
import { openOffice } from './support/office.ts';
import { cutOff, goTo, settle } from './support/page-checks.ts';
import { approvedOne } from './support/requests.ts';
import { seriousFaults, shoot, type Look } from './support/screen.ts';

const office = openOffice();
let page: Page;

async function enter(account: string, look?: Look): Promise<void> {
  page = await office.enter(account, look);
}

/** Nothing is cut off, nothing keeps anybody out, and there is a picture to look at. */
async function look(name: string): Promise<void> {
  await settle(page);
  expect([...(await seriousFaults(page)), ...(await cutOff(page)), ...office.screen.complaints()]).toEqual([]);
  await shoot(page, name);
}

describe('how an office signs', () => {
  it('is decided by its system administrator, who tries the authority before', async () => {
    await enter('system');
    await goTo(page, '#/settings?tab=signing');
    await page.getByRole('radio', { name: /^由其他时间戳服务机构出具/ }).check();
    await page.getByRole('textbox', { name: '时间戳服务地址' }).fill('http://127.0.0.1:9/timestamp');
    await page.getByRole('button', { name: '试取一个时间戳' }).click();
    await page.getByRole('alert').getByText('STAMP_TIMESTAMP_UNAVAILABLE').waitFor();
    await look('signing-no-answer');

    await page.getByRole('radio', { name: /^由登记中心出具/ }).check();
    await page.getByRole('button', { name: '试取一个时间戳' }).click();
    await page.getByText('取得时间戳，可以使用').waitFor();
    await page.getByRole('checkbox', { name: /^没有时间戳就不用印/ }).check();
    await page.getByRole('button', { name: '保存时间戳设置' }).click();
    await page.getByText('时间戳设置已保存').waitFor();
    await look('signing-tried');
    await page.getByRole('radio', { name: /^写入材料，再盖一个文档时间戳/ }).check();
    await page.getByRole('button', { name: '保存长期验证材料设置' }).click();
    await page.getByText('长期验证材料设置已保存').waitFor();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await look('signing-tried-1920x1080');
  });

  it('shows when a stamp was made, and who says so, beside its entry', async () => {
    const { title } = await approvedOne(office.station, office.colleague, '关于种子储备检查的通知');
    await enter('zhou');
    const stamp = new StampScreen(page);
    await stamp.open(title);
    await stamp.stamp();
    const entryNo = await stamp.stampedAs();
    await goTo(page, `#/ledger?entry=${entryNo}`);
    await page.getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d　.*时间戳/).waitFor();
    await look('signing-entry');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await look('signing-entry-1920x1080');
  });
});

describe('a folder of documents', () => {
  const files = 120;

  /** Sealed files of the office, one without a seal, one that broke off, and one that is no document. */
  function fill(folder: string): void {
    mkdirSync(path.join(folder, '往年'), { recursive: true });
    const sealedFolder = path.join(office.station.data, 'sealed');
    const sealed = readdirSync(sealedFolder).filter((name) => /\.(pdf|ofd)$/.test(name));
    for (let index = 0; index < files - 2; index += 1) {
      const name = sealed[index % sealed.length]!;
      const number = String(index).padStart(3, '0');
      copyFileSync(path.join(sealedFolder, name), path.join(folder, index < 40 ? '往年' : '', `${number}-${name}`));
    }
    const plain = readFileSync(path.join(programFiles.samples, '通知.pdf'));
    writeFileSync(path.join(folder, '没有盖章.pdf'), plain);
    writeFileSync(path.join(folder, '传坏了.ofd'), plain.subarray(0, 40));
    writeFileSync(path.join(folder, 'Thumbs.db'), 'x');
  }

  it('is judged file by file while the window answers, stopped, gone on with, read, and saved as a table', async () => {
    const folder = path.join(office.station.folder, '待核对的文件');
    fill(folder);
    await enter('auditor');
    await goTo(page, '#/verify');
    await page.locator('input[type=file][webkitdirectory]').setInputFiles(folder);
    await page.getByRole('button', { name: '停下' }).click();
    await page.getByText(/^已停下，完成 \d+ \/ 120$/).waitFor();
    await look('verify-run-stopped');
    await page.getByRole('button', { name: '继续核对' }).click();
    await page.getByText('全部核对完毕，共 120 份').waitFor({ timeout: 120_000 });
    await page.getByText('另有 1 个文件不是 PDF 或 OFD').waitFor();
    await look('verify-run');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await look('verify-run-1920x1080');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出表格（CSV）' }).click();
    const table = readFileSync((await (await download).path())!, 'utf8')
      .trim()
      .split('\r\n');
    expect(table).toHaveLength(files + 1);
    expect(table.filter((line) => line.includes('"真实有效"'))).toHaveLength(files - 2);
    expect(table.find((line) => line.includes('往年/000-'))).toBeDefined();

    await page.getByText('无法读取 1', { exact: true }).click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('DOC_').first().waitFor();
    await page.getByRole('button', { name: '回到清单' }).click();
    await page.getByRole('row').filter({ hasText: '传坏了.ofd' }).waitFor();
    await page.setViewportSize({ width: 683, height: 384 });
    await look('verify-run-683x384');
  });
});
