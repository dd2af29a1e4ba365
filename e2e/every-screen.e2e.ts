import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAdministrators, demoStaff } from '#main/app/demo/demo-people.ts';
import { itemsFor } from '../src-renderer/components/navigation-items.ts';
import { pdfWithAttachments, pdfWithEmptyField } from '#test/support/attached-documents.ts';
import { RequestScreen } from './pages/request.ts';
import { signIn } from './pages/sign-in.ts';
import { VerifyScreen } from './pages/verify.ts';
import { approveBatch, submitBatch } from './support/batches.ts';
import { openOffice } from './support/office.ts';
import { cutOff, goTo, settle, unseenFocus } from './support/page-checks.ts';
import { seriousFaults, shoot } from './support/screen.ts';

// Every address for every person, as a stranger to the page would look at it: can it be read, reached and seen whole?

const office = openOffice();
/** Requests and batches that a page for one of them can be opened with. */
const waiting: Record<string, string> = {};

beforeAll(async () => {
  const { station, colleague } = office;
  const approver = await colleague.as('he');
  for (const state of ['in-review', 'approved'] as const) {
    const [request] = await approver.approvals.list({ state });
    waiting[state] = request!.requestId;
    waiting[`batch/${state}`] = await submitBatch(station, colleague, `农药经营许可证 ${state}`, 3);
  }
  await approveBatch(colleague, waiting['batch/approved']!);
});

const wide = { width: 1366, height: 768 };
/** Designed at, works from, and at 200 % zoom. */
const windows = [wide, { width: 1024, height: 600 }, { width: 683, height: 384 }];

/** Pages below those of the navigation. */
const below: Readonly<Record<string, readonly string[]>> = {
  '/request': ['/request/batch'],
  '/approve': ['/approve/in-review', '/approve/batch/in-review'],
  '/stamp': ['/stamp/approved', '/stamp/batch/approved'],
  '/settings': ['account', 'people', 'signing', 'basis', 'station'].map((tab) => `/settings?tab=${tab}`),
};
const addressesOf = (paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => [path, ...(below[path] ?? [])]);
const named = (address: string): string => address.replace(/[/?=]+/g, '-').slice(1);
const hashOf = (address: string): string =>
  address.replace(/\/((?:batch\/)?)(in-review|approved)$/, (_, batch: string, state: string) => {
    return `/${batch}${waiting[`${batch}${state}`] ?? ''}`;
  });

/** Everything that is asked of a page that stands open. @returns what is wrong with it */
async function examine(page: Page, name: string): Promise<readonly string[]> {
  const cut: string[] = [];
  for (const window of windows) {
    await page.setViewportSize(window);
    await settle(page);
    cut.push(...(await cutOff(page)));
    await shoot(page, `${name}-${window.width}x${window.height}`);
  }
  await page.setViewportSize(wide);
  await settle(page);
  const faults = [...cut, ...(await unseenFocus(page, 25)), ...(await glance(page))];
  await shootDresses(page, name);
  return faults;
}

/** What may differ from one person to the next. */
async function glance(page: Page): Promise<readonly string[]> {
  return [...(await cutOff(page)), ...(await seriousFaults(page)), ...office.screen.complaints()];
}

/** For looking at afterwards: the page in its other dresses. Each needs a look that follows the system. */
async function shootDresses(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await shoot(page, `${name}-contrast`);
  await page.emulateMedia({ contrast: 'no-preference' });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await settle(page);
  await shoot(page, `${name}-1920x1080`);
  await page.setViewportSize(wide);
}

const examined = new Set<string>();

describe.each([...demoStaff, ...demoAdministrators])('$name, $post', ({ account, roles }) => {
  let page: Page;
  beforeAll(async () => {
    page = await office.screen.open({ ...wide, theme: 'system' });
    await signIn(page, account);
  });
  afterAll(() => page.context().close());

  const addresses = addressesOf(itemsFor(roles, true).map(({ path }) => path));
  it.each(addresses)('reads, reaches and sees the whole of %s', async (address) => {
    await goTo(page, hashOf(address));
    const isKnown = examined.has(address);
    examined.add(address);
    expect(await (isKnown ? glance(page) : examine(page, named(address)))).toEqual([]);
  });

  it('is told in words at every address that is not his, and nothing breaks', async () => {
    const others = ['/request', '/approve', '/stamp', '/ledger', '/seals'].filter((path) => !addresses.includes(path));
    const silent: string[] = [];
    for (const address of [...others, '/nowhere']) {
      await goTo(page, address);
      if ((await page.locator('#page').innerText()).trim() === '') silent.push(address);
    }
    expect([...silent, ...office.screen.complaints()]).toEqual([]);
  });
});

describe('nobody yet', () => {
  it.each(['/sign-in', '/verify', '/components'])('reads, reaches and sees the whole of %s', async (address) => {
    const page = await office.screen.open({ ...wide, theme: 'system' });
    await goTo(page, address);
    expect(await examine(page, `nobody-${named(address)}`)).toEqual([]);
    await page.context().close();
  });
});

describe('a file with attachments', () => {
  it.each(['standard', 'large'] as const)('is verified with the list open, in size %s', async (size) => {
    const page = await office.screen.open({ ...wide, theme: 'system', size });
    const verify = new VerifyScreen(page);
    await verify.open();
    await verify.drop({ name: '带附件.pdf', bytes: pdfWithAttachments() });
    await page.getByRole('button', { name: '附件 3 个' }).click();
    await page.getByRole('complementary', { name: '附件' }).getByText('清单.csv').waitFor();
    await page.locator('[data-page="1"][data-drawn="true"]').waitFor();
    expect(await examine(page, `verify-attachments-${size}`)).toEqual([]);
    // Nothing in the list can be pressed.
    expect(await page.locator('.sk-view-attachments :is(a, button)').count()).toBe(0);
    await page.context().close();
  });
});

describe('a file that keeps a field for a signature', () => {
  it.each([
    ['standard', 'light'],
    ['large', 'light'],
    ['standard', 'dark'],
    ['standard', 'contrast'],
  ] as const)('shows in a request where it waits, in size %s and %s colours', async (size, theme) => {
    const page = await office.screen.open({ ...wide, theme, size });
    await signIn(page, 'lin');
    const request = new RequestScreen(page);
    await request.open();
    await request.drop([{ name: '待签合同.pdf', bytes: pdfWithEmptyField() }]);
    await request.drawnSheet(1).waitFor();
    await page.getByRole('img', { name: '待签名的位置：负责人签名' }).waitFor();
    expect(await glance(page)).toEqual([]);
    await shoot(page, `request-field-${size}-${theme}`);
    await page.context().close();
  });
});

describe('大字', () => {
  it.each(['lin', 'he', 'zhou', 'auditor'])('leaves nothing out for %s', async (account) => {
    const page = await office.screen.open({ ...wide, theme: 'light', size: 'large' });
    await signIn(page, account);
    const { roles } = [...demoStaff, ...demoAdministrators].find((person) => person.account === account)!;
    const faults: string[] = [];
    for (const address of addressesOf(itemsFor(roles, true).map(({ path }) => path))) {
      await goTo(page, hashOf(address));
      faults.push(...(await cutOff(page)).map((cut) => `${address}: ${cut}`));
      await shoot(page, `${named(address)}-large`);
    }
    await page.context().close();
    expect(faults).toEqual([]);
  });
});
