import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from './pages/sign-in.ts';
import { StampScreen } from './pages/stamp.ts';
import { openColleague, type Colleague } from './support/contract-client.ts';
import { cutOff, goTo, settle } from './support/page-checks.ts';
import { approvedOne } from './support/requests.ts';
import { openScreen, seriousFaults, shoot, type Look, type Screen } from './support/screen.ts';
import { startStation, type RunningStation } from './support/station.ts';

let station: RunningStation;
let screen: Screen;
let colleague: Colleague;
let page: Page;

beforeAll(async () => {
  station = await startStation();
  screen = await openScreen(station);
  colleague = await openColleague(station);
});
afterAll(async () => {
  colleague?.close();
  await screen?.close();
  await station?.stop();
});
afterEach(() => page.context().close());

async function enter(account: string, look?: Look): Promise<void> {
  page = await screen.open(look);
  await signIn(page, account);
}

/** Nothing is cut off, nothing keeps anybody out, and there is a picture to look at. */
async function look(name: string): Promise<void> {
  await settle(page);
  expect([...(await seriousFaults(page)), ...(await cutOff(page)), ...screen.complaints()]).toEqual([]);
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
    await page.setViewportSize({ width: 1920, height: 1080 });
    await look('signing-tried-1920x1080');
  });

  it('shows when a stamp was made, and who says so, beside its entry', async () => {
    const { title } = await approvedOne(station, colleague, '关于种子储备检查的通知');
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
