import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoPassword } from '#main/app/demo/demo-people.ts';
import { licence } from '#test/support/batches.ts';
import { softkeyHand } from '#test/support/softkey-hand.ts';
import { BatchScreen, pressBegin } from './pages/batch.ts';
import { RequestScreen } from './pages/request.ts';
import { alterKeptCopy, submitBatch } from './support/batches.ts';
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
    const batch = new BatchScreen(page);
    await batch.openToApprove(title);
    await shoot(page, 'batch-approve');
    expect(await seriousFaults(page)).toEqual([]);
    await batch.approve(23);
  });

  it('is stamped with one PIN; the altered file is passed over, and the report says so', async () => {
    await alterKeptCopy(office, title, 6);
    for (const hand of hands(office.station.data)) hand.setLatencyMs(900);
    const page = await office.enter('zhou');
    const batch = new BatchScreen(page);
    await batch.openToStamp(title);
    const shown = batch.shown();
    await shown.getByRole('heading', { name: '下一份' }).waitFor();
    await shown.locator('[data-drawn="true"]').waitFor();
    await shoot(page, 'batch-stamp-before');
    const dialog = await batch.askForPin();
    await dialog.getByText('一次口令用于这一批 23 份文件，最多 10 分钟。').waitFor();
    await shoot(page, 'batch-pin');
    await pressBegin(dialog);
    await page.getByText(/本次口令还有/).waitFor();
    await page.getByText(/[3-9] 份已用印/).waitFor();
    await expect.poll(() => shown.innerText()).toMatch(/第 ([3-9]|1\d) 份/);
    await shown.locator('[data-drawn="true"]').waitFor();
    await shoot(page, 'batch-stamp');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '做完这份就停' }).click();
    await page.getByText('已按要求停下').waitFor();
    for (const hand of hands(office.station.data)) hand.control();
    await pressBegin(await batch.askForPin());
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
    const refused = batch.refused();
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

const hands = (data: string) => {
  const folder = path.join(data, 'softkey');
  return readdirSync(folder).map((name) => softkeyHand(path.join(folder, name)));
};
