import type { Station } from '#main/app/open-station.ts';
import { memoryClient, type StationClient, type StationRouter } from '#main/rpc/router.ts';

/** A way from a screen to a station. Every channel serves the same router, and must behave alike. */
export interface Channel {
  readonly name: string;
  /** Serves this router. */
  open(router: StationRouter, station: Station): Promise<OpenChannel>;
}

export interface OpenChannel {
  connect(session?: string): StationClient;
  close(): Promise<void>;
}

const memory: Channel = {
  name: 'in memory',
  open: async (router) => ({
    connect: (session) => memoryClient(router, session),
    close: async () => {},
  }),
};

/** The conformance suite runs over each of these. */
export const channels: readonly Channel[] = [memory];
