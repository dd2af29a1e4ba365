import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApproveScreen } from './pages/approve.ts';
import { lock, signIn } from './pages/sign-in.ts';
import { openOffice } from './support/office.ts';
import { submitOne } from './support/requests.ts';
import { seriousFaults, shoot } from './support/screen.ts';

const office = openOffice();
let page: Page;
let approve: ApproveScreen;

beforeEach(async () => {
  page = await office.open();
  approve = new ApproveScreen(page);
});

describe('an approver', () => {
  it('agrees only after every page that matters was on office.screen, with his password and by the act’s name', async () => {
    const title = '关于表扬种业先进单位的通报';
    await submitOne(office.station, office.colleague, title);
    await signIn(page, 'he');
    await approve.open(title);
    await expect.poll(() => approve.agreeButton().isEnabled()).toBe(false);
    await page.getByText('看过第', { exact: false }).waitFor();
    await shoot(page, 'approve-unseen');
    await approve.readAll();
    await approve.armed(approve.agreeButton());
    await shoot(page, 'approve-seen');
    expect(await seriousFaults(page)).toEqual([]);

    await approve.agreeButton().click();
    await approve.dialog().waitFor();
    expect(await approve.dialog().innerText()).toMatch(/同意在第 2 页加盖“青禾县农业农村局” 1 次/);
    expect(await approve.dialog().innerText()).toContain('系统代签证明');
    await approve.confirm('同意用印', 'not-the-password');
    await approve.dialog().getByText('RPC_SIGN_IN_FAILED').waitFor();
    await shoot(page, 'approve-wrong-password');
    expect(await seriousFaults(page)).toEqual([]);

    await approve.confirm('同意用印');
    await page.getByRole('heading', { name: '已同意' }).waitFor();
    await page.getByText('接下来由周敏芝核对并用印').waitFor();
    await shoot(page, 'approve-agreed');
    const [request] = await (await office.colleague.as('lin')).approvals.list({ state: 'approved', limit: 1 });
    expect(request).toMatchObject({
      draft: { documentTitle: title },
      decisions: [{ name: '贺志远', proof: 'station' }],
    });
  });

  it('returns a request with a reason, and the applicant is told why', async () => {
    const title = '关于拨付种子补贴资金的函';
    await submitOne(office.station, office.colleague, title);
    await signIn(page, 'he');
    await approve.open(title);
    await approve.refuseButton().click();
    await approve
      .dialog()
      .getByLabel(/的登录密码$/)
      .fill('anything');
    await approve.armed(approve.dialog().getByRole('button', { name: '退回给经办人' }));
    await approve.dialog().getByRole('button', { name: '退回给经办人' }).click();
    await approve.dialog().getByText('没有写原因，不能退回').waitFor();
    await approve.dialog().getByRole('button', { name: '金额与附件不一致，请核对。' }).click();
    await shoot(page, 'approve-return');
    expect(await seriousFaults(page)).toEqual([]);
    await approve.confirm('退回给经办人');
    await page.getByRole('heading', { name: '已退回' }).waitFor();

    await lock(page);
    await signIn(page, 'lin');
    await page.getByRole('link', { name: '用印申请' }).click();
    const told = page.locator('.sk-request-row').filter({ hasText: title }).first();
    await told.getByText('金额与附件不一致，请核对。').waitFor();
    await told.getByRole('button', { name: /^改好重新提交/ }).click();
    await page.getByText('批准人会看到与上次的不同。').waitFor();
    await page.locator('[data-page="1"][data-drawn="true"]').waitFor();
    await page.getByLabel('用印事由', { exact: true }).fill('拨付种子补贴资金，附件已更正');
    await page.getByRole('button', { name: /^提交给.*审批$/ }).click();
    await page.getByRole('heading', { name: /^已提交/ }).waitFor();

    await lock(page);
    await signIn(page, 'he');
    await approve.open(title);
    await page.getByRole('heading', { name: '与上次相比' }).waitFor();
    await page.getByText('上次由 贺志远 退回：金额与附件不一致，请核对。').waitFor();
    await page.locator('.sk-changes ins').filter({ hasText: '附件已更正' }).waitFor();
    await page.getByText('文件没有变化，与上次是同一份。').waitFor();
    await shoot(page, 'approve-changes');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('sees nothing to decide once nothing waits for him', async () => {
    await signIn(page, 'lu');
    await page.getByRole('link', { name: '审批' }).click();
    await page.getByRole('heading', { name: '没有等您审批的申请' }).waitFor();
    await shoot(page, 'approve-empty');
    expect(await seriousFaults(page)).toEqual([]);
  });
});
