import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { demoAccounts } from '#main/app/demo/demo-people.ts';
import { prepareScreenDemo } from '#main/app/demo/screen-demo.ts';
import { freePort } from '#main/app/demo/demo-registry.ts';
import { programFiles } from '#main/app/program-files.ts';
import { createWords } from '#main/platform/words.ts';
import { signIn } from '../../e2e/pages/sign-in.ts';
import { openColleague } from '../../e2e/support/contract-client.ts';
import type { PreparedOffice } from '../../e2e/support/office-setup.ts';
import { goTo } from '../../e2e/support/page-checks.ts';
import { openScreen, type Screen } from '../../e2e/support/screen.ts';
import { startStationIn, type RunningStation } from '../../e2e/support/station.ts';
import { answerQuestions, submitAndApprove } from './office-day.ts';
import { pageHeapMiB, residentMiB, traceTasks, type LongestTask } from './renderer-watch.ts';

export interface ScreenBench {
  /** From the start of the shell's process to its first answer at `/healthz`; median. */
  readonly stationReadyMs: number;
  /** From the browser's navigation to the first contentful paint, and to a sign-in form that takes a password; medians. */
  readonly firstVisit: Visit;
  /** The same with the browser's cache filled. */
  readonly nextVisit: Visit;
  readonly day: DayFigures | null;
}

interface Visit {
  readonly firstPaintMs: number;
  readonly usableMs: number;
}

interface DayFigures {
  /** Each submitted, approved and stamped. */
  readonly documents: number;
  readonly stampingSeconds: number;
  /** The custodian's page lies open and hears of every stamp; she goes from page to page for half of them. */
  readonly longestTaskWhileOpen: LongestTask;
  readonly longestTaskWhileUsed: LongestTask;
  readonly stationMiB: { readonly before: number | null; readonly after: number | null };
  readonly pageHeapMiB: { readonly before: number; readonly after: number };
}

const starts = 5;
const visits = 5;

/**
 * The built screen in a real browser on a real station. Measured, and no test: other work on the machine counts too.
 *
 * @param documents stamped in the day; 100 is what is asked for, fewer are for finding out what a task consists of
 */
export async function screenBench(documents = 100): Promise<ScreenBench> {
  if (!fs.existsSync(path.join(programFiles.root, 'dist', 'renderer', 'index.html'))) {
    throw new Error('the screen is not built: vite build');
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'screen-bench-'));
  try {
    const { registry, data } = await prepareScreenDemo(folder, createWords());
    registry.stop();
    const office: PreparedOffice = { folder };
    const stationReadyMs = await measureStart(data);
    const station = await startStationIn(office);
    try {
      const screen = await openScreen(station);
      try {
        const visited = await measureVisits(screen, station);
        return { stationReadyMs, ...visited, day: await measureDay(screen, station, documents) };
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

async function measureStart(data: string): Promise<number> {
  const times: number[] = [];
  const entry = path.join(programFiles.root, 'src-main', 'shell', 'node', 'main.ts');
  for (let run = 0; run < starts; run += 1) {
    const port = await freePort();
    const startedAt = performance.now();
    const child = spawn(process.execPath, [entry, '--no-open', '--port', String(port), '--data', data], {
      stdio: 'ignore',
    });
    while (!(await isHealthy(port))) await pause(2);
    times.push(performance.now() - startedAt);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  return median(times);
}

async function measureVisits(
  screen: Screen,
  station: RunningStation,
): Promise<Pick<ScreenBench, 'firstVisit' | 'nextVisit'>> {
  const first: Visit[] = [];
  const next: Visit[] = [];
  for (let run = 0; run < visits; run += 1) {
    // Every page has a browser's cache of its own, so the first one it shows comes from the station.
    const page = await screen.open({ first: markPasswordField });
    first.push(await visitOf(page));
    await page.goto('about:blank');
    await page.goto(station.origin);
    next.push(await visitOf(page));
    await page.context().close();
  }
  const of = (all: readonly Visit[]): Visit => ({
    firstPaintMs: median(all.map(({ firstPaintMs }) => firstPaintMs)),
    usableMs: median(all.map(({ usableMs }) => usableMs)),
  });
  return { firstVisit: of(first), nextVisit: of(next) };
}

/** Runs in the page: marks the moment at which a password can be written. */
function markPasswordField(): void {
  const watcher = new MutationObserver(() => {
    if (document.querySelector('input[autocomplete="current-password"]:enabled') === null) return;
    watcher.disconnect();
    performance.mark('password-field');
  });
  watcher.observe(document, { childList: true, subtree: true });
}

/** Both times are the page's own, since its navigation began. */
async function visitOf(page: Page): Promise<Visit> {
  await page.waitForFunction(() =>
    ['password-field', 'first-contentful-paint'].every((name) => performance.getEntriesByName(name).length > 0),
  );
  return page.evaluate(() => ({
    firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
    usableMs: performance.getEntriesByName('password-field')[0]!.startTime,
  }));
}

async function measureDay(screen: Screen, station: RunningStation, documents: number): Promise<DayFigures> {
  const page = await screen.open();
  const session = sessionOf(page);
  await page.reload();
  await signIn(page, demoAccounts.custodian);
  const colleague = await openColleague(station);
  const custodian = colleague.within(await session);
  const stop = new AbortController();
  const answering = answerQuestions(custodian, stop.signal);
  await goTo(page, '/desk');
  const before = { station: residentMiB(station.pid), page: await pageHeapMiB(page) };
  const requests = await submitAndApprove(colleague, documents);
  const startedAt = performance.now();
  const longestTaskWhileOpen = await traceTasks(page, 'open', async () => {
    for (const requestId of requests.slice(0, documents / 2)) await custodian.stamping.stamp({ requestId });
  });
  const longestTaskWhileUsed = await traceTasks(page, 'used', async () => {
    for (const [index, requestId] of requests.slice(documents / 2).entries()) {
      await custodian.stamping.stamp({ requestId });
      // By the keys a person has: whatever is evaluated in the page would be a task of the measuring.
      await page.keyboard.press(`Alt+${1 + (index % 5)}`);
      await pause(300);
    }
  });
  const stampingSeconds = Math.round((performance.now() - startedAt) / 1000);
  stop.abort();
  await answering;
  colleague.close();
  await goTo(page, '/desk');
  const after = { station: residentMiB(station.pid), page: await pageHeapMiB(page) };
  return {
    documents,
    stampingSeconds,
    longestTaskWhileOpen,
    longestTaskWhileUsed,
    stationMiB: { before: before.station, after: after.station },
    pageHeapMiB: { before: before.page, after: after.page },
  };
}

/** The session that the page's next channel speaks with: a second channel may make calls in the same name. */
function sessionOf(page: Page): Promise<string> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        const [, session] = /Bearer ([\w-]+)/.exec(payload.toString()) ?? [];
        if (session !== undefined) resolve(session);
      });
    });
  });
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
