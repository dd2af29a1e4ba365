import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { demoAccounts } from '#main/app/demo/demo-people.ts';
import { prepareScreenDemo } from '#main/app/demo/screen-demo.ts';
import { createWords } from '#main/platform/words.ts';
import { longOfd } from '#test/support/long-ofd.ts';
import { signIn } from '../../e2e/pages/sign-in.ts';
import { goTo } from '../../e2e/support/page-checks.ts';
import { openScreen } from '../../e2e/support/screen.ts';
import { startStationIn } from '../../e2e/support/station.ts';
import { pageHeapMiB, residentMiB, traceTasks, treeCpuMs, type LongestTask } from './renderer-watch.ts';

export interface ViewerFigures {
  readonly bytes: number;
  readonly pages: number;
  /** From choosing the file to its first page on the screen: handed over, inspected, kept, drawn. */
  readonly chosenToFirstPage: Cost;
  /** The same once more, as the second long file of a morning. */
  readonly secondTime: Cost;
  /** The same page of the document that the station has: from asking for its drawing to the screen. */
  readonly againToSecondPageMs: number;
  /** From the last turn of the wheel to the page that is in view then. */
  readonly lastPageAfterScrollMs: number;
  readonly longestTaskWhileScrolling: LongestTask;
  /** Pages asked of the station while scrolling, and how many of them were given up. */
  readonly asked: number;
  readonly givenUp: number;
  readonly stationMiB: { readonly before: number | null; readonly after: number | null };
  readonly pageHeapMiB: { readonly before: number; readonly after: number };
  /** Sheets and thumbnails that are in the page after scrolling; all others were taken out. */
  readonly sheetsKept: number;
}

export interface Cost {
  readonly wallMs: number;
  /** On processors, of the station and its readers: what other programs of this computer have no part in. */
  readonly stationCpuMs: number | null;
  readonly load: number;
}

const turns = 150;
const turnPx = 8000;

/** An OFD of 1,287 pages in the viewer, through the Node shell and in a real browser. Needs the built screen. */
export async function viewerBench(): Promise<ViewerFigures> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'viewer-bench-'));
  try {
    const { registry } = await prepareScreenDemo(folder, createWords());
    registry.stop();
    const station = await startStationIn({ folder });
    try {
      const screen = await openScreen(station);
      try {
        const file = path.join(folder, '1287.ofd');
        fs.writeFileSync(file, longOfd());
        const page = await screen.open();
        await signIn(page, demoAccounts.handler);
        return { bytes: fs.statSync(file).size, pages: 1287, ...(await measure(page, file, station.pid)) };
      } finally {
        await screen.close();
      }
    } finally {
      await station.stop();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(page: Page, file: string, pid: number | undefined) {
  const chosenToFirstPage = await toFirstPage(page, file, pid);
  const secondTime = await toFirstPage(page, file, pid);
  const againToSecondPageMs = await drawnAgain(page);
  const before = { station: residentMiB(pid), page: await pageHeapMiB(page) };
  let [asked, givenUp] = [0, 0];
  page.on('request', (request) => {
    if (/\/page\/\d+\.svg/.test(request.url())) asked += 1;
  });
  page.on('requestfailed', (request) => {
    if (/\/page\/\d+\.svg/.test(request.url())) givenUp += 1;
  });
  const desk = await page.locator('.sk-view-desk').boundingBox();
  await page.mouse.move(desk!.x + desk!.width / 2, desk!.y + desk!.height / 2);
  const longestTaskWhileScrolling = await traceTasks(page, 'scrolling', async () => {
    for (let turn = 0; turn < turns; turn += 1) {
      await page.mouse.wheel(0, turnPx);
      await page.waitForTimeout(30);
    }
  });
  const stoppedAt = performance.now();
  await page.waitForFunction(() => {
    const height = window.innerHeight;
    const seen = [...document.querySelectorAll('[data-page]')].filter((sheet) => {
      const { top, bottom } = sheet.getBoundingClientRect();
      return bottom > 100 && top < height - 100;
    });
    return seen.length > 0 && seen.every((sheet) => sheet.getAttribute('data-drawn') === 'true');
  });
  const lastPageAfterScrollMs = since(stoppedAt);
  return {
    chosenToFirstPage,
    secondTime,
    againToSecondPageMs,
    lastPageAfterScrollMs,
    longestTaskWhileScrolling,
    asked,
    givenUp,
    stationMiB: { before: before.station, after: residentMiB(pid) },
    pageHeapMiB: { before: before.page, after: await pageHeapMiB(page) },
    sheetsKept: await page.locator('[data-page], [data-thumb]').count(),
  };
}

/** Whoever opens the form has a file in his hand, and takes a second to choose it. */
async function toFirstPage(page: Page, file: string, pid: number | undefined): Promise<Cost> {
  await goTo(page, '#/request');
  await page.locator('[data-page="1"]').waitFor({ state: 'detached' });
  await page.waitForTimeout(1500);
  const load = Number((os.loadavg()[0] ?? 0).toFixed(1));
  const station = treeCpuMs(pid);
  const startedAt = performance.now();
  await page.locator('input[type="file"]').first().setInputFiles(file);
  await page.locator('[data-page="1"][data-drawn="true"]').waitFor();
  const wallMs = since(startedAt);
  const spent = treeCpuMs(pid);
  return {
    wallMs,
    stationCpuMs: station === null || spent === null ? null : spent - station,
    load,
  };
}

/** Goes elsewhere and comes back. The first sheet may stay meanwhile, for a seal lies on it. */
async function drawnAgain(page: Page): Promise<number> {
  const second = page.locator('[data-page="2"]');
  await page.keyboard.press('Home');
  await page.locator('.sk-view-desk').evaluate((desk) => (desk.scrollTop = desk.scrollHeight / 2));
  await second.waitFor({ state: 'detached' });
  const startedAt = performance.now();
  await page.locator('.sk-view-desk').evaluate((desk) => (desk.scrollTop = 0));
  await second.and(page.locator('[data-drawn="true"]')).waitFor();
  return since(startedAt);
}

const since = (startedAt: number): number => Math.round(performance.now() - startedAt);
