import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { signIn } from '../pages/sign-in.ts';
import { openColleague, type Colleague } from './contract-client.ts';
import { openScreen, type Look, type Screen } from './screen.ts';
import { startStation, type RunningStation, type StationOptions } from './station.ts';

/** Where the journeys of a file take place. Its parts are there from the first test on, and not before. */
export interface Office {
  readonly station: RunningStation;
  readonly screen: Screen;
  /** Somebody who works in the same office without a screen, in a station that was set up. */
  readonly colleague: Colleague;
  /** A page at the sign-in, closed when the test is over. */
  open(look?: Look): Promise<Page>;
  /** The same with somebody signed in. */
  enter(account: string, look?: Look): Promise<Page>;
}

/** The same as `StationOptions`, or how the file starts a station of its own. */
export type OfficeOptions = StationOptions | (() => Promise<RunningStation>);

/**
 * Opens an office before the tests of the calling file, or of the calling `describe`, and closes it behind them. Hooks
 * run in their order: what the caller registers afterwards finds the office open.
 */
export function openOffice(options: OfficeOptions = {}): Office {
  let station: RunningStation | undefined;
  let screen: Screen | undefined;
  let colleague: Colleague | undefined;
  let pages: Page[] = [];

  beforeAll(async () => {
    station = typeof options === 'function' ? await options() : await startStation(options);
    screen = await openScreen(station);
    colleague = await openColleague(station);
  });
  afterEach(async () => {
    const open = pages;
    pages = [];
    for (const page of open) await page.context().close();
  });
  // What did not open need not be closed; the rest must be, or the run never ends.
  afterAll(async () => {
    colleague?.close();
    await screen?.close();
    await station?.stop();
  });

  const office: Office = {
    get station() {
      return opened(station);
    },
    get screen() {
      return opened(screen);
    },
    get colleague() {
      return opened(colleague);
    },
    open: async (look) => {
      const page = await office.screen.open(look);
      pages.push(page);
      return page;
    },
    enter: async (account, look) => {
      const page = await office.open(look);
      await signIn(page, account);
      return page;
    },
  };
  return office;
}

function opened<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the office opens with the first test');
  return part;
}
