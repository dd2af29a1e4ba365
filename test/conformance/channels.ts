import type { Station } from '#main/app/open-station.ts';
import { memoryClient, type StationClient, type StationRouter } from '#main/rpc/router.ts';
import { channelKinds } from './channel-kinds.ts';
import type { ChannelKind } from './screen-channels.ts';

/** A way from a screen to a station. Every channel serves the same router, and must behave alike. */
export interface Channel {
  readonly name: string;
  /** Whether there is anything between the screen and the station. */
  readonly isWire: boolean;
  /** Serves this router. */
  open(router: StationRouter, station: Station): Promise<OpenChannel>;
  end?(): Promise<void>;
}

export interface OpenChannel {
  connect(session?: string): StationClient;
  close(): Promise<void>;
}

const memory: Channel = {
  name: 'in memory',
  isWire: false,
  open: async (router) => ({
    connect: (session) => memoryClient(router, session),
    close: async () => {},
  }),
};

/** What passes over a wire passes there as here. */
const wires = channelKinds.filter(({ name }) => name !== 'memory').map(overWire);

function overWire(kind: ChannelKind): Channel {
  return {
    name: `over a ${kind.name}`,
    isWire: true,
    ...(kind.end && { end: kind.end }),
    open: async (router) => {
      const opened = await kind.open(router);
      return {
        connect: (session) => opened.client(session) as StationClient,
        close: async () => opened.close(),
      };
    },
  };
}

/** The conformance suite runs over each of these. */
export const channels: readonly Channel[] = [memory, ...wires];
