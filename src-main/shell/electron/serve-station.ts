import { answerOver } from '#main/app/resources/resource-channel.ts';
import type { ResourceHandler } from '#main/app/resources/resource-handler.ts';
import { LentChannel } from '#main/platform/lent-channel.ts';
import type { ParentPort, Port } from '#main/platform/message-port.ts';
import type { ProcessHost } from '#main/platform/processes.ts';
import type { SecretStore } from '#main/platform/secret-store.ts';
import type { ChannelServer } from '#main/rpc/serve-channel.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { ToMain, ToStation } from './messages.ts';

/** A station as this shell serves it. */
export interface ServedStation {
  readonly channels: Pick<ChannelServer, 'servePort'>;
  readonly resources: ResourceHandler;
  /** Signs everybody out. */
  lock(): void;
  close(): Promise<void>;
}

export interface StationSurroundings {
  readonly data: string | undefined;
  readonly processes: ProcessHost;
  readonly secretStore: SecretStore | null;
}

/** The station's end of the messages with the main process; ends this process when the station is closed. */
export function serveStation(
  parent: ParentPort,
  open: (surroundings: StationSurroundings) => Promise<ServedStation>,
  exit: () => void,
): void {
  const tell = (message: ToMain): void => parent.postMessage(message, []);
  const children = new Map<number, LentChannel>();
  const secrets = new Map<number, (bytes: Uint8Array | null) => void>();
  const closers = new Map<number, () => void>();
  let lastId = 0;
  let station: Promise<ServedStation> | undefined;

  const processes: ProcessHost = {
    start(entry, options = {}) {
      const child = (lastId += 1);
      const channel = new LentChannel(() => tell({ kind: 'end-child', child }));
      children.set(child, channel);
      tell({ kind: 'start-child', child, entry: String(entry), options });
      return channel;
    },
  };

  async function ask(act: 'protect' | 'open', bytes: Uint8Array): Promise<Uint8Array> {
    const id = (lastId += 1);
    const answer = await new Promise<Uint8Array | null>((resolve) => {
      secrets.set(id, resolve);
      tell({ kind: 'secret', id, act, bytes });
    });
    if (answer === null) throw new Error(`the system store refused to ${act}`);
    return answer;
  }

  function closePort(window: number): void {
    closers.get(window)?.();
    closers.delete(window);
  }

  const storeOf = (name: string): SecretStore => ({
    name,
    protect: (bytes) => ask('protect', bytes),
    open: (bytes) => ask('open', bytes),
  });

  /** Our own closing must be heard by the calls under way, and a port reports only that the other end has gone. */
  async function takePort(window: number, port: Port): Promise<void> {
    closePort(window);
    const listeners: (() => void)[] = [];
    closers.set(window, () => {
      port.close();
      for (const listener of listeners) listener();
    });
    const opened = await station;
    opened?.channels.servePort({
      postMessage: (message) => port.postMessage(message, []),
      on: (event, listener) => {
        if (event === 'close') listeners.push(listener);
        return port.on(event as 'message', listener);
      },
      close: () => closePort(window),
    });
    port.start();
  }

  async function take(message: ToStation, ports: readonly Port[]): Promise<void> {
    switch (message.kind) {
      case 'open':
        station = open({
          data: message.data,
          processes,
          secretStore: message.secretStore === null ? null : storeOf(message.secretStore),
        });
        await station;
        return tell({ kind: 'opened' });
      case 'port':
        return ports[0] && takePort(message.window, ports[0]);
      case 'close-port':
        return closePort(message.window);
      case 'resource':
        return station && answerOver(message.head, ports, (await station).resources);
      case 'lock':
        (await station)?.lock();
        for (const window of closers.keys()) closePort(window);
        return;
      case 'child-started':
        return ports[0] && children.get(message.child)?.started(ports[0], message.pid);
      case 'child-ended':
        children.get(message.child)?.ended(message.code);
        return void children.delete(message.child);
      case 'secret':
        secrets.get(message.id)?.(message.bytes);
        return void secrets.delete(message.id);
      case 'close':
        await (await station)?.close();
        return exit();
    }
  }

  parent.on('message', ({ data, ports }) => {
    const message = data as ToStation;
    take(message, ports).catch((error: unknown) => {
      // Only the opening has somebody who waits for a word; every other failure has an answer of its own.
      if (message.kind === 'open') tell({ kind: 'failed', error: toErrorShape(error) });
      else if (message.kind === 'close') exit();
    });
  });
}
