import { describe, expect, it } from 'vitest';
import { licence } from '#test/support/batches.ts';
import { BatchScreen, pressBegin } from './pages/batch.ts';
import { RequestScreen } from './pages/request.ts';
import { alterKeptCopy } from './support/batches.ts';
import { openOffice } from './support/office.ts';
import { shoot } from './support/screen.ts';

const office = openOffice();
const count = 300;
const damaged = 117;
const title = '农药经营许可证（年度换证）';
const name = (number: number): string => `农药经营许可证 ${String(number).padStart(3, '0')}`;

// One batch from hand to hand; each test goes on where the one before it stopped.
describe('a batch of 300 licences, number 117 of which is damaged (U-CUS-15)', () => {
  it('is dropped at once and submitted as one', async () => {
    const page = await office.enter('lin');
    const request = new RequestScreen(page);
    await request.open();
    await page.getByRole('button', { name: '批量申请' }).click();
    await page.getByText('把这一批文件拖到这里').waitFor();
    await request.drop(
      Array.from({ length: count }, (_, index) => ({ name: `${name(index + 1)}.pdf`, bytes: licence() })),
    );
    await request.chooseSeal('种子管理专用章');
    await page.getByLabel('这一批的名称').fill(title);
    await page.getByLabel('用印事由').fill('农药经营许可证年度换证');
    await shoot(page, 'batch-300-taking-in');
    await page.getByRole('button', { name: `提交 ${count} 份` }).click({ timeout: 200_000 });
    await page.getByText(/已提交批量申请 批〔\d{4}〕\d+号，共 300 份/).waitFor();
  });

  it('is approved once, after what must be read was on screen', async () => {
    const page = await office.enter('he');
    const batch = new BatchScreen(page);
    await batch.openToApprove(title);
    await shoot(page, 'batch-300-approve');
    await batch.approve(count);
  });

  it('is stamped with one PIN: 299 have their numbers in order, and number 117 says why it has none', async () => {
    await alterKeptCopy(office, title, damaged);
    const page = await office.enter('zhou');
    const batch = new BatchScreen(page);
    await batch.openToStamp(title);
    await pressBegin(await batch.askForPin());
    await page.getByText(/约剩/).waitFor();
    await shoot(page, 'batch-300-running');
    await page.getByText('这一批已办完').waitFor({ timeout: 180_000 });
    await page.getByText('没有用印的是第 117 份').waitFor();
    // The table is drawn when there is time for it.
    await expect.poll(() => page.locator('tr[data-state="stamped"]').count()).toBe(count - 1);
    const refused = batch.refused();
    expect(await refused.getAttribute('data-position')).toBe(String(damaged));
    await refused.scrollIntoViewIfNeeded();
    // A row out of view is not drawn, and has no words yet.
    await expect.poll(() => refused.innerText()).toContain('DOC_CHANGED_SINCE_APPROVAL');
    expect(await refused.innerText()).toContain('未占号');
    await expect.poll(() => batch.shown().innerText()).toMatch(/^已用印\s+第 300 份/);
    await batch.shown().locator('[data-drawn="true"]').waitFor();
    await shoot(page, 'batch-300-done');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await shoot(page, 'batch-300-done-1920');

    const cells = await page
      .locator('tr[data-state="stamped"]')
      .evaluateAll((rows) => rows.map((row) => [row.getAttribute('data-position'), row.children[2]?.textContent]));
    const numbers = cells.map(([, entryNo]) => Number(entryNo!.slice(-6)));
    expect(cells.map(([position]) => Number(position))).toEqual(
      Array.from({ length: count }, (_, index) => index + 1).filter((position) => position !== damaged),
    );
    expect(numbers).toEqual(Array.from({ length: count - 1 }, (_, index) => numbers[0]! + index));
  });
});
