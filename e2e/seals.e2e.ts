import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn } from './pages/sign-in.ts';
import { StampScreen } from './pages/stamp.ts';
import { openColleague, type Colleague } from './support/contract-client.ts';
import { approvedOne } from './support/requests.ts';
import { openScreen, seriousFaults, shoot, type Screen } from './support/screen.ts';
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
beforeEach(async () => {
  page = await screen.open();
  await signIn(page, 'zhou');
  await page.getByRole('link', { name: '印章与密钥' }).click();
});
afterEach(() => page.context().close());

describe('seals and keys', () => {
  it('shows a seal as large as it is stamped', async () => {
    const picture = page.getByRole('img', { name: /^青禾县农业农村局 / });
    await picture.locator('img').waitFor();
    const { width } = (await picture.boundingBox())!;
    expect(width).toBeCloseTo((42 * 96) / 25.4, 0);
    await page.getByText('已插入').waitFor();
    await shoot(page, 'seals');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('stops a seal after one confirmation with a reason; nothing is stamped with it any more', async () => {
    const { requestId } = await approvedOne(station, colleague, '关于种子许可的决定', 'OFD');
    await page.getByRole('button', { name: /种子管理专用章/ }).click();
    await page.getByRole('button', { name: '紧急停用这枚印章…' }).click();
    const dialog = page.getByRole('dialog', { name: '紧急停用印章' });
    expect(await dialog.getByRole('button', { name: '停用这枚印章' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '口令可能被人知道' }).click();
    await shoot(page, 'seals-stop');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.locator('button[aria-disabled="false"]', { hasText: '停用这枚印章' }).click();
    await page.getByText('周敏芝，口令可能被人知道').waitFor();
    await shoot(page, 'seals-stopped');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.getByRole('button', { name: '紧急停用这枚印章…' }).count()).toBe(0);

    const request = await (await colleague.as('he')).approvals.get({ requestId });
    expect(request).toMatchObject({ state: 'invalidated', invalidBecause: 'seal' });
    await page.evaluate((id) => (location.hash = `/stamp/${id}`), requestId);
    const stamp = new StampScreen(page);
    await stamp.contract().waitFor();
    expect(await stamp.beginButton().isDisabled()).toBe(true);
  });
});
