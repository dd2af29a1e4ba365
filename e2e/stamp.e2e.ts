import { appendFileSync, chmodSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { demoNames } from '#main/app/demo/demo-folder.ts';
import { demoPassword, demoPin } from '#main/app/demo/demo-people.ts';
import { systemClock } from '#main/platform/clock.ts';
import { startTimestampAuthority } from '#test/support/timestamp-authority.ts';
import { softkeyHand } from '#test/support/softkey-hand.ts';
import { lock, signIn } from './pages/sign-in.ts';
import { StampScreen } from './pages/stamp.ts';
import { openOffice } from './support/office.ts';
import { approvedOne } from './support/requests.ts';
import { seriousFaults, shoot } from './support/screen.ts';

const office = openOffice();
let page: Page;
let stamp: StampScreen;

beforeEach(async () => {
  page = await office.enter('zhou');
  stamp = new StampScreen(page);
});

/** Every key of the office; the journeys pull whichever a seal lies in. */
const hands = () => {
  const folder = path.join(office.station.data, 'softkey');
  return readdirSync(folder).map((name) => softkeyHand(path.join(folder, name)));
};
const signatures = (): number => hands().reduce((sum, hand) => sum + hand.signatureCount(), 0);
/** Read by somebody else: a second sign-in of the custodian would end the one at the screen. */
const entries = async () => (await office.colleague.as('he')).ledger.list({ limit: 100 });

/** What the sealed file of an entry is found to be, by the station's own check of a saved copy. */
async function savedVerdict(entryNo: string): Promise<unknown> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '另存一份' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(new RegExp(`^${entryNo}-`));
  const file = path.join(office.station.folder, saved.suggestedFilename());
  await saved.saveAs(file);
  return (await office.colleague.verify(file)).verdict;
}

describe('a custodian', () => {
  it.each(['PDF', 'OFD'] as const)('checks, agrees, and stamps a %s that is found valid afterwards', async (format) => {
    const { title } = await approvedOne(office.station, office.colleague, `关于种子抽查结果的通报 ${format}`, format);
    await stamp.open(title);
    await stamp.check('stamp.unchanged').getByText('与批准时的摘要一致').waitFor();
    expect(await stamp.check('stamp.unchanged').getByRole('button').innerText()).toBe('第九条');
    await shoot(page, `stamp-checked-${format}`);
    await stamp.begin();
    await shoot(page, `stamp-pin-${format}`);
    expect(await seriousFaults(page)).toEqual([]);
    await stamp.dialog().getByLabel('输入密钥口令').fill(demoPin);
    await stamp.armed();
    await stamp.actButton().click();
    const entryNo = await stamp.stampedAs();
    await page.locator('[data-page][data-drawn="true"]').first().waitFor();
    await page.getByText('登记中心已签收').waitFor();
    await shoot(page, `stamp-done-${format}`);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await savedVerdict(entryNo)).toBe('valid');
    expect((await entries())[0]).toMatchObject({ entryNo, documentTitle: title, result: 'success' });
  });

  it('loses no number to a wrong PIN or to a second thought', async () => {
    const { title } = await approvedOne(office.station, office.colleague, '关于开展种子检验的通知');
    const before = { lines: (await entries()).length, signed: signatures() };
    await stamp.open(title);
    await stamp.stamp('000000');
    await stamp.failure().getByText('TOKEN_PIN_INCORRECT').waitFor();
    await stamp.failure().getByText('密钥没有签名，没有占用登记号，文件没有盖章。').waitFor();
    await shoot(page, 'stamp-wrong-pin');
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole('button', { name: '再用印一次…' }).click();
    await stamp.dialog().getByText('此前输错过口令。').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('没有用印。没有占用登记号').waitFor();
    expect({ lines: (await entries()).length, signed: signatures() }).toEqual(before);

    await stamp.stamp();
    const entryNo = await stamp.stampedAs();
    expect((await entries()).length).toBe(before.lines + 1);
    expect(entryNo).toBe((await entries())[0]!.entryNo);
  });

  it('asks for a tick before the last try, and answers nothing by a stray Enter', async () => {
    const { title } = await approvedOne(office.station, office.colleague, '关于种子仓储检查的通知', 'OFD');
    await stamp.open(title);
    for (let tries = 1; tries <= 5; tries += 1) {
      if (tries === 1) await stamp.begin();
      else await page.getByRole('button', { name: '再用印一次…' }).click();
      await stamp.dialog().getByLabel('输入密钥口令').fill('000000');
      // An Enter before the button is armed does nothing.
      await page.keyboard.press('Enter');
      expect(await stamp.dialog().isVisible()).toBe(true);
      await stamp.armed();
      await page.keyboard.press('Enter');
      await stamp.failure().getByText('TOKEN_PIN_INCORRECT').waitFor();
    }
    await page.getByRole('button', { name: '再用印一次…' }).click();
    await stamp.dialog().getByText('仅剩最后一次机会。').waitFor();
    await shoot(page, 'stamp-final-try');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await stamp.dialog().getByLabel('输入密钥口令').isDisabled()).toBe(true);
    await stamp.dialog().getByRole('checkbox').check();
    await stamp.dialog().getByLabel('输入密钥口令').fill(demoPin);
    await stamp.armed();
    await stamp.actButton().click();
    await stamp.stampedAs();
  });

  it('learns what became of it when the key is pulled out while it signs', async () => {
    const { title, requestId } = await approvedOne(office.station, office.colleague, '关于种子广告监测的通知');
    await stamp.open(title);
    for (const hand of hands()) hand.removeDuringSign('after');
    await stamp.stamp();
    await stamp.failure().getByText('TOKEN_REMOVED').waitFor();
    await stamp
      .failure()
      .getByText(/密钥可能已经签名，但没有取得签名。登记号 \d{4}-\d{6} 登记为“结果不明”。/)
      .waitFor();
    await stamp.step('密钥签名').getByText('失败').waitFor();
    await shoot(page, 'stamp-pulled-out');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.getByRole('button', { name: '再用印一次…' }).count()).toBe(0);
    expect((await entries())[0]).toMatchObject({ documentTitle: title, result: 'unknown' });
    expect((await (await office.colleague.as('he')).approvals.get({ requestId })).state).toBe('unsettled');
    for (const hand of hands()) hand.plug();

    // Two persons settle it: nothing is chosen for them, and what is missing is said beside it.
    await page.getByRole('button', { name: '看登记' }).click();
    await page.getByRole('button', { name: '核定结果…' }).waitFor();
    // The task on the desk leads to the same entry.
    await page.getByRole('link', { name: /^工作台/ }).click();
    await page.getByRole('button', { name: `查看 ${title}` }).click();
    await page.getByRole('button', { name: '核定结果…' }).click();
    const dialog = page.getByRole('dialog', { name: /^核定 .* 的结果$/ });
    await dialog.getByRole('button', { name: '记入核定' }).click();
    await dialog.getByText('请选定一项').waitFor();
    await dialog.getByRole('radio', { name: '找到了带有这个签名的文件' }).check();
    await dialog.getByText('请选文件').waitFor();
    await shoot(page, 'ledger-settle');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('radio', { name: '没有找到带有这个签名的文件' }).check();
    await dialog.getByLabel('查过哪里，怎样查的').fill('查过已盖章文件夹和密钥，没有找到');
    await dialog.getByLabel('同意的人（主要负责人或审计员）账号').fill('lu');
    await dialog.getByLabel('同意的人的登录密码').fill(demoPassword);
    await dialog.getByRole('button', { name: '记入核定' }).click();
    await page.getByText('核定：没有找到签名').waitFor();
  });

  it('finishes a stamp that waits for its timestamp, without the key and without a restart', async () => {
    const keys = path.join(office.station.folder, demoNames.registry, 'keys');
    const authority = await startTimestampAuthority(keys, systemClock);
    const timestamps = async (source: 'address' | 'off') =>
      (await office.colleague.as('system')).station.timestamps.change({
        source,
        url: source === 'address' ? authority.url : null,
        isRequired: source === 'address',
      });
    try {
      await timestamps('address');
      const { title } = await approvedOne(office.station, office.colleague, '关于种子储备检查的通知');
      await stamp.open(title);
      authority.patience = 1;
      await stamp.stamp();
      await stamp.failure().getByText('STAMP_TIMESTAMP_AWAITED').waitFor();
      await shoot(page, 'stamp-awaits-timestamp');
      expect(await seriousFaults(page)).toEqual([]);
      const before = signatures();
      await page.getByRole('link', { name: /^工作台/ }).click();
      await page.getByText('已签名，等待完成').waitFor();
      await page.getByRole('button', { name: `继续完成 ${title}` }).click();
      await page.getByRole('heading', { name: '已签名，文件等待完成' }).waitFor();
      await shoot(page, 'stamp-unfinished');
      expect(await seriousFaults(page)).toEqual([]);
      authority.patience = undefined;
      await page.getByRole('button', { name: '继续完成' }).click();
      await stamp.stampedAs();
      expect(signatures()).toBe(before);
    } finally {
      await timestamps('off');
      await authority.close();
    }
  });

  it('does not stamp a file that was changed after its approval, and has the applicant told', async () => {
    const { title, documentId } = await approvedOne(office.station, office.colleague, '关于种子价格监测的函');
    const before = signatures();
    alterOriginal(title);
    await page.getByRole('link', { name: /^用印/ }).click();
    const row = page.locator('.sk-stamp-row').filter({ hasText: title });
    await row.getByText('文件在批准后已被改动', { exact: false }).waitFor();
    expect(await row.innerText()).toContain(title);
    await shoot(page, 'stamp-list');
    await row.getByRole('button').click();
    await page.getByRole('heading', { name: '文件在批准后已被改动，不能用印' }).waitFor();
    await shoot(page, 'stamp-changed');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '对照两份文件' }).click();
    const both = page.getByRole('dialog', { name: '对照两份文件' });
    for (const side of ['批准时', '现在']) {
      await both.getByRole('region', { name: side }).locator('[data-page="1"][data-drawn="true"]').waitFor();
    }
    await shoot(page, 'stamp-compare');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await both.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '通知林晓棠重新提交' }).click();
    await page.getByText('已通知林晓棠重新提交').waitFor();
    expect(signatures()).toBe(before);
    expect(documentId).not.toBe('');

    await lock(page);
    await signIn(page, 'lin');
    await page.getByRole('link', { name: '用印申请' }).click();
    await page.getByText('批准已作废，因为本机保存的文件在批准后被改动。请用定稿重新提交。').waitFor();
    await shoot(page, 'request-told');
  });

  it('stamps with the keyboard alone', async () => {
    const { title } = await approvedOne(office.station, office.colleague, '关于种子标签抽查的通知');
    await page.keyboard.press('Alt+2');
    await tabTo(`核对并用印 ${title}`);
    await page.keyboard.press('Enter');
    await stamp.contract().filter({ hasText: title }).waitFor();
    await stamp.check('stamp.approved').waitFor();
    await tabTo('用印 1 份文件…');
    await page.keyboard.press('Enter');
    await stamp.dialog().waitFor();
    await page.keyboard.type(demoPin);
    await stamp.armed();
    await page.keyboard.press('Enter');
    const entryNo = await stamp.stampedAs();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(entryNo);
  });
});

/** As somebody with the run of the disk would: the one stored original that carries this title. */
function alterOriginal(title: string): void {
  const folder = path.join(office.station.data, 'originals');
  const found = readdirSync(folder).find((name) => readFileSync(path.join(folder, name)).includes(`% ${title}`));
  if (found === undefined) throw new Error('no such original');
  chmodSync(path.join(folder, found), 0o600);
  appendFileSync(path.join(folder, found), '% altered\n');
}

/** Walks with the Tab key until something by this name has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (focused.trim() === name) return;
  }
  throw new Error(`the Tab key does not lead to ${name}`);
}
