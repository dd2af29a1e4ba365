import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts, demoPassword } from '#main/app/demo/demo-people.ts';
import { StampScreen } from './pages/stamp.ts';
import { openOffice } from './support/office.ts';
import { seriousFaults, shoot } from './support/screen.ts';

// Who gets in, what a page of somebody else can do from the same browser, and what closing the window means.

const office = openOffice();
/** Another site on this computer: to a browser it is the same site, so our cookie travels with what it asks. */
let foreign: Server;

beforeAll(async () => {
  foreign = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>elsewhere'));
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  foreign.close();
});

/** A page of the other site, in a browser that may enter the station. */
async function openForeign(): Promise<Page> {
  const page = await office.open();
  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
  return page;
}

describe('the door', () => {
  it('lets one browser in by a link, takes the link out of the address, and refuses it to the next', async () => {
    const link = await office.station.link();
    const first = await office.screen.openStranger();
    await first.goto(link);
    await first.getByLabel('登录密码').waitFor();
    expect(new URL(first.url()).search).toBe('');

    const second = await office.screen.openStranger();
    expect((await second.goto(link))?.status()).toBe(403);
    expect((await second.goto(office.station.origin))?.status()).toBe(403);
    for (const page of [first, second]) await page.context().close();
  });

  it('asks for the password again after a reload: the session lives in the page alone', async () => {
    const page = await office.enter(demoAccounts.handler);
    await page.reload();
    await page.getByLabel('登录密码').waitFor();
    expect(await page.evaluate(() => [...Object.keys(sessionStorage), document.cookie])).toEqual(['']);
  });
});

describe('a page of another site in the same browser', () => {
  it('ATK-45: reads nothing of the station, opens no channel to it and cannot frame it', async () => {
    const page = await openForeign();
    const reached = await page.evaluate(async (origin) => {
      const fetched = await fetch(`${origin}/`, { credentials: 'include' }).then(
        ({ status }) => `read ${status}`,
        () => 'refused',
      );
      const channel = await new Promise<string>((resolve) => {
        const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`);
        socket.addEventListener('open', () => resolve('open'));
        socket.addEventListener('error', () => resolve('refused'));
      });
      return { fetched, channel };
    }, office.station.origin);
    expect(reached).toEqual({ fetched: 'refused', channel: 'refused' });
    await page.evaluate((origin) => {
      const frame = document.createElement('iframe');
      frame.src = origin;
      document.body.append(frame);
    }, office.station.origin);
    await page.waitForTimeout(300);
    const shown = page.frames().filter((frame) => frame.url().startsWith(office.station.origin));
    expect(shown).toEqual([]);
    office.screen.complaints();
  });

  it('ATK-33: gets nothing by another name for the same address', async () => {
    const page = await office.screen.openStranger();
    const answer = await page.goto(office.station.origin.replace('127.0.0.1', 'rebound.localhost'));
    expect(answer?.status()).toBe(403);
    await page.context().close();
  });
});

describe('what a page may run', () => {
  it('runs no script that was written into it, and says so', async () => {
    const page = await office.open();
    const isRun = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.wasRun = true';
      document.body.append(script);
      const image = document.createElement('img');
      image.src = 'https://example.org/pixel.png';
      document.body.append(image);
      return 'wasRun' in globalThis;
    });
    expect(isRun).toBe(false);
    await expect.poll(() => office.screen.complaints().join('\n')).toMatch(/script-src-elem inline/);
    office.screen.complaints();
  });
});

describe('a password that was forgotten', () => {
  it('is reset by two administrators, and gives way to one of the person’s own before anything else', async () => {
    const page = await office.enter('system');
    await page.evaluate(() => (location.hash = '/settings?tab=people'));
    await page.getByRole('button', { name: '办理… 贺志远' }).click();
    const dialog = page.getByRole('dialog', { name: '办理账号：贺志远' });
    await dialog.getByLabel('同意人账号').fill('security');
    await dialog.getByLabel('同意人密码').fill(demoPassword);
    await shoot(page, 'account-dialog');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: '重新设置密码' }).click();
    const shown = page.getByRole('dialog', { name: '只用一次的密码' });
    const given = (await shown.locator('output').textContent())!;
    expect(given).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/);
    await shoot(page, 'account-one-time');
    expect(await seriousFaults(page)).toEqual([]);
    await shown.getByRole('button', { name: '已经告诉本人' }).click();
    await page.getByText('待本人改密码').waitFor();
    await shoot(page, 'account-people');
    await page.context().close();

    const own = await office.open();
    await own.getByRole('button', { name: '其他人…' }).click();
    await own.getByLabel('账号').fill('he');
    await own.getByLabel('登录密码').fill(given);
    await own.keyboard.press('Enter');
    await own.getByRole('heading', { name: '贺志远，请换成自己的密码' }).waitFor();
    await shoot(own, 'account-new-password');
    expect(await seriousFaults(own)).toEqual([]);
    await own.getByLabel('原密码').fill(given);
    await own.getByLabel('新密码（至少 8 位）', { exact: true }).fill('a-password-of-mine');
    await own.getByLabel('再输入一次新密码').fill('a-password-of-mine');
    await own.getByRole('button', { name: '修改密码' }).click();
    await own.getByRole('heading', { name: '工作台' }).waitFor();
    await own.evaluate(() => (location.hash = '/settings?tab=account'));
    await own.getByText('登录密码不是密钥口令').waitFor();
    await own.getByLabel('原密码').fill('a-password-of-mine');
    await own.getByLabel('新密码（至少 8 位）', { exact: true }).fill(demoPassword);
    await own.getByLabel('再输入一次新密码').fill(demoPassword);
    await own.getByRole('button', { name: '修改密码' }).click();
    await own.getByText('密码已修改。').waitFor();
    await shoot(own, 'account-own');
    expect(await seriousFaults(own)).toEqual([]);
    await own.context().close();
  });
});

describe('closing the window while the PIN is asked for', () => {
  it('ATK-36: means no: nothing is stamped, no number is used up, and the request still waits', async () => {
    const approver = await office.colleague.as(demoAccounts.approver);
    const [waiting] = await approver.approvals.list({ state: 'approved' });
    const numbers = async () => (await approver.ledger.list({})).map(({ entryNo }) => entryNo).toSorted();
    const before = await numbers();
    const page = await office.enter(demoAccounts.custodian);
    const stamping = new StampScreen(page);
    await stamping.open(waiting!.draft.documentTitle);
    await stamping.begin();
    await page.close();
    expect((await approver.approvals.get({ requestId: waiting!.requestId })).state).toBe('approved');
    expect(await numbers()).toEqual(before);

    const again = await office.enter(demoAccounts.custodian);
    const secondTry = new StampScreen(again);
    await secondTry.open(waiting!.draft.documentTitle);
    await secondTry.stamp();
    const next = before.at(-1)!.replace(/\d{6}$/, (last) => String(Number(last) + 1).padStart(6, '0'));
    expect(await secondTry.stampedAs()).toBe(next);
    expect(office.screen.complaints()).toEqual([]);
  });
});
