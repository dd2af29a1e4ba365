import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { demoPassword, demoPin } from '#main/app/demo/demo-people.ts';
import { licence } from '#test/support/batches.ts';
import { appendUpdate, streamBody } from '#test/support/pdf-documents.ts';
import { softkeyHand } from '#test/support/softkey-hand.ts';
import { RequestScreen } from './pages/request.ts';
import { StampScreen } from './pages/stamp.ts';
import { submitBatch } from './support/batches.ts';
import { signIn } from './pages/sign-in.ts';
import { openOffice } from './support/office.ts';
import { goTo } from './support/page-checks.ts';
import { seriousFaults, shoot } from './support/screen.ts';

const office = openOffice();
const count = 24;
const title = '农药经营许可证（延续）';

// One batch from hand to hand; each test goes on where the one before it stopped.
describe('a batch of licences, one of which is altered after its approval (U-CUS-15, AC-XA-L-30)', () => {
  it('is dropped as one, takes one place for all, and names the file that cannot be read', async () => {
    const page = await office.enter('lin');
    const request = new RequestScreen(page);
    await request.open();
    await page.getByRole('button', { name: '批量申请' }).click();
    await page.getByText('把这一批文件拖到这里').waitFor();
    await shoot(page, 'batch-request-empty');
    const files = Array.from({ length: count }, (_, index) => ({
      name: `农药经营许可证 ${index + 1}.pdf`,
      bytes: index === 5 ? new TextEncoder().encode('%PDF-1.7 damaged') : licence(),
    }));
    await request.drop(files);
    await request.chooseSeal('种子管理专用章');
    await page.getByText('不能收入').waitFor();
    await page.locator('[data-place]').first().waitFor();
    await page.getByRole('button', { name: `提交 ${count - 1} 份` }).waitFor();
    await page.getByLabel('这一批的名称').fill(title);
    await page.getByLabel('用印事由').fill('农药经营许可证到期延续');
    await page.getByText(/草稿已存/).waitFor();
    await shoot(page, 'batch-request');
    expect(await seriousFaults(page)).toEqual([]);
    // What was put together is kept: somebody who goes away finds it again.
    await page.getByRole('button', { name: '回到用印申请' }).click();
    await page.getByRole('button', { name: '批量申请' }).click();
    await page.getByText('没有提交的批量申请').waitFor();
    await shoot(page, 'batch-drafts');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: `继续填写 ${title}` }).click();
    await page.locator('[data-place]').first().waitFor();
    expect(await page.getByLabel('这一批的名称').inputValue()).toBe(title);
    await page.getByRole('button', { name: `提交 ${count - 1} 份` }).click();
    await page.getByText(/已提交批量申请 批〔\d{4}〕\d+号，共 23 份/).waitFor();
  });

  it('is approved after what must be read was on screen and the rest was answered for', async () => {
    const page = await office.enter('he');
    await page.getByRole('link', { name: /^审批/ }).click();
    await page.getByRole('button', { name: new RegExp(title) }).click();
    await page.getByText('清单摘要').waitFor();
    await shoot(page, 'batch-approve');
    expect(await seriousFaults(page)).toEqual([]);
    for (let left = await unreadOf(page); left > 0; left = await unreadOf(page)) {
      await page.locator('.sk-batch-pick', { hasText: '须看' }).first().click();
      await page.waitForFunction(
        (before) =>
          [...document.querySelectorAll('.sk-batch-pick')].filter((one) => one.textContent?.includes('须看')).length <
          before,
        left,
      );
    }
    await page.getByText(/须看的 \d+ 份都已看过/).waitFor();
    await page.getByRole('checkbox', { name: /其余 \d+ 份我已核对清单/ }).check();
    const agree = page.getByRole('button', { name: /^同意对 23 份文件加盖/ });
    await agree.and(page.locator('[aria-disabled="false"]')).waitFor();
    await agree.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/的登录密码$/).fill(demoPassword);
    const yes = dialog.getByRole('button', { name: '同意用印' });
    await yes.and(page.locator('[aria-disabled="false"]')).waitFor();
    await yes.click();
    await page.getByText('这一批已作出决定').waitFor();
  });

  it('is stamped with one PIN; the altered file is passed over, and the report says so', async () => {
    await alterOne();
    for (const hand of hands(office.station.data)) hand.setLatencyMs(900);
    const page = await office.enter('zhou');
    const stamp = new StampScreen(page);
    await page.getByRole('link', { name: /^用印/ }).click();
    await page.getByRole('button', { name: new RegExp(title) }).click();
    await page.getByText('等待').first().waitFor();
    const shown = page.getByRole('complementary', { name: '正在办理的一份' });
    await shown.getByRole('heading', { name: '下一份' }).waitFor();
    await shown.locator('[data-drawn="true"]').waitFor();
    await shoot(page, 'batch-stamp-before');
    const start = page.getByRole('button', { name: '用印 23 份文件' });
    await page.waitForTimeout(1_500);
    await start.click();
    await stamp.dialog().getByText('一次口令用于这一批 23 份文件，最多 10 分钟。').waitFor();
    await stamp.dialog().getByLabel('输入密钥口令').fill(demoPin);
    await shoot(page, 'batch-pin');
    await page.waitForTimeout(1_000);
    await stamp
      .dialog()
      .getByRole('button', { name: /用印 23 份文件/ })
      .click();
    await page.getByText(/本次口令还有/).waitFor();
    await page.getByText(/[3-9] 份已用印/).waitFor();
    await expect.poll(() => shown.innerText()).toMatch(/第 ([3-9]|1\d) 份/);
    await shown.locator('[data-drawn="true"]').waitFor();
    await shoot(page, 'batch-stamp');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '做完这份就停' }).click();
    await page.getByText('已按要求停下').waitFor();
    for (const hand of hands(office.station.data)) hand.control();
    await page.waitForTimeout(1_500);
    await page.getByRole('button', { name: /继续用印 \d+ 份文件/ }).click();
    await stamp.dialog().getByLabel('输入密钥口令').fill(demoPin);
    await page.waitForTimeout(1_000);
    await stamp
      .dialog()
      .getByRole('button', { name: /用印 \d+ 份文件/ })
      .click();
    await page.getByText('这一批已办完').waitFor({ timeout: 30_000 });
    // What came out of the last one, from where it was put.
    await expect.poll(() => shown.innerText()).toMatch(/^已用印\s+第 23 份/);
    await shown.locator('[data-drawn="true"]').waitFor();
    await shoot(page, 'batch-stamp-done');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await shoot(page, 'batch-stamp-done-1920');
    expect(await page.locator('tr[data-state="stamped"]').count()).toBe(22);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: /^保存结果单/ }).click();
    const record = await saving;
    expect(record.suggestedFilename()).toMatch(/^批〔\d{4}〕\d+号-批量用印结果\.pdf$/);
    const refused = page.locator('tr[data-state="refused"]');
    expect(await refused.count()).toBe(1);
    expect(await refused.innerText()).toContain('DOC_CHANGED_SINCE_APPROVAL');
    expect(await refused.innerText()).toContain('未占号');
    // What was approved lies beside what somebody made of it.
    await page.setViewportSize({ width: 1366, height: 768 });
    const compare = refused.getByRole('button', { name: /^对照两份文件/ });
    await compare.focus();
    await page.keyboard.press('Enter');
    const both = page.getByRole('dialog', { name: /^对照两份文件：农药经营许可证 \d+$/ });
    for (const side of ['批准时', '现在']) {
      await both.getByRole('region', { name: side }).locator('[data-page="1"][data-drawn="true"]').waitFor();
    }
    await both.getByText('Licence for somebody else').first().waitFor();
    await shoot(page, 'batch-compare');
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await shoot(page, 'batch-compare-1920');
    await page.keyboard.press('Escape');
    await both.waitFor({ state: 'hidden' });
    const auditor = await office.colleague.as('he');
    const entries = (await auditor.ledger.list({ limit: 100 })).filter(({ documentTitle }) =>
      documentTitle.startsWith('农药经营许可证'),
    );
    const numbers = entries.map(({ entryNo }) => Number(entryNo.slice(-6))).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 22 }, (_, index) => numbers[0]! + index));
  });

  it('shows the altered file beside the approved one in large letters too', async () => {
    const page = await office.open({ size: 'large' });
    await signIn(page, 'zhou');
    const [batch] = await (await office.colleague.as('he')).batches.list();
    await goTo(page, `/stamp/batch/${batch!.batchId}`);
    const refused = page.locator('tr[data-state="refused"]');
    await refused.waitFor();
    await shoot(page, 'batch-stamp-done-large');
    await refused.getByRole('button', { name: /^对照两份文件/ }).click();
    const both = page.getByRole('dialog', { name: /^对照两份文件/ });
    await both.getByText('Licence for somebody else').first().waitFor();
    await both.getByRole('region', { name: '现在' }).locator('[data-page="1"][data-drawn="true"]').waitFor();
    await shoot(page, 'batch-compare-large');
    expect(await seriousFaults(page)).toEqual([]);
  });
});

describe('a batch that was returned (U-APR-5)', () => {
  it('is opened by its handler as it was, and submitted again in its own place', async () => {
    const returned = '农药经营许可证（换发）';
    const batchId = await submitBatch(office.station, office.colleague, returned, 3);
    const approver = await office.colleague.as('he');
    const decided = { batchId, decision: 'refuse', opinion: '第 2 份的许可证号不对，请改。' } as const;
    await approver.batches.decide({ ...decided, password: demoPassword });
    const page = await office.enter('lin');
    await page.getByRole('button', { name: `看退回意见 ${returned}` }).click();
    const mend = page.getByRole('button', { name: `改好重新提交 3 份 ${returned}` });
    await mend.scrollIntoViewIfNeeded();
    await shoot(page, 'batch-returned');
    expect(await seriousFaults(page)).toEqual([]);
    await mend.click();
    await page.locator('[data-place]').first().waitFor();
    const title = page.getByLabel('这一批的名称');
    expect(await title.inputValue()).toBe(returned);
    await title.fill('农药经营许可证（换发，更正）');
    await shoot(page, 'batch-mended');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '提交 3 份' }).click();
    await page.getByText(/已提交批量申请 批〔\d{4}〕\d+号，共 3 份/).waitFor();
    await page.getByRole('link', { name: /^工作台/ }).click();
    await page.getByRole('heading', { name: '等我办理' }).waitFor();
    await page.getByRole('button', { name: `看退回意见 ${returned}` }).waitFor({ state: 'detached' });
  });
});

const unreadOf = (page: Page): Promise<number> => page.locator('.sk-batch-pick', { hasText: '须看' }).count();

const hands = (data: string) => {
  const folder = path.join(data, 'softkey');
  return readdirSync(folder).map((name) => softkeyHand(path.join(folder, name)));
};

/** Writes another number into the kept copy of the sixth file of the batch. */
async function alterOne(): Promise<void> {
  const custodian = await office.colleague.as('he');
  const [batch] = await custodian.batches.list();
  const { list } = await custodian.batches.get({ batchId: batch!.batchId });
  const file = path.join(office.station.data, 'originals', `${list[5]!.documentSm3}.pdf`);
  chmodSync(file, 0o600);
  const content = streamBody('BT /F1 24 Tf 60 60 Td (Licence for somebody else) Tj ET');
  writeFileSync(file, appendUpdate(readFileSync(file), { 5: content }));
}
