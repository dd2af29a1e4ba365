import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '#main/platform/clock.ts';
import { openDemonstrationAuthority } from '#registry/keys/demonstration-authority.ts';
import { serveTimestamp } from '#registry/server/timestamp-route.ts';
import { answerTimestampQuery } from '#registry/statements/timestamp-desk.ts';

/** The registry's timestamp authority alone, over its real keys and HTTP, with a clock and a will of the test's. */
export interface TimestampAuthority {
  readonly url: string;
  /** How many queries came. */
  readonly asked: number;
  /** Answers so many more queries, then hangs up; everything when undefined. */
  patience: number | undefined;
  close(): Promise<void>;
}

export async function startTimestampAuthority(keys: string, clock: Clock): Promise<TimestampAuthority> {
  const parts = { authority: openDemonstrationAuthority(keys, clock.now()), clock };
  const state = { asked: 0, patience: undefined as number | undefined };
  const server = createServer((request, response) => {
    state.asked += 1;
    if (state.patience !== undefined && state.patience-- <= 0) request.socket.destroy();
    else void serveTimestamp(request, response, (query) => answerTimestampQuery(parts, query));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/timestamp`,
    get asked() {
      return state.asked;
    },
    get patience() {
      return state.patience;
    },
    set patience(left) {
      state.patience = left;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
