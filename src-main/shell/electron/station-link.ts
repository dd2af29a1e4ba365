import path from 'node:path';
import { MessageChannelMain, utilityProcess, type MessagePortMain, type WebFrameMain } from 'electron';
import type { SecretStore } from '#main/platform/secret-store.ts';
import type { ErrorShape } from '#shared/errors/station-error.ts';
import { portWord, type ToMain, type ToStation } from './messages.ts';
import { askOver } from '#main/app/resources/resource-channel.ts';
import { startChild, type StartedChild } from './utility-host.ts';

/** The main process's end of the messages with the station. */
export interface StationLink {
  /** @throws ErrorShape when the station does not open */
  readonly opened: Promise<void>;
  /** Gives the frame a port of its own; one that this window had before is closed. */
  givePort(window: number, frame: WebFrameMain): void;
  closePort(window: number): void;
  ask(request: Request): Promise<Response>;
  lock(): void;
  /** Resolves when the station has closed its data folder and its process has ended. */
  close(): Promise<void>;
}

/** @param onLost called when the station's process ends by itself */
export function startStation(
  data: string | undefined,
  secretStore: SecretStore | null,
  onLost: () => void,
): StationLink {
  const station = utilityProcess.fork(path.join(import.meta.dirname, 'station-process.js'), [], {
    serviceName: 'station',
  });
  const tell = (message: ToStation, ports: MessagePortMain[] = []): void => station.postMessage(message, ports);
  const opening = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const children = new Map<number, StartedChild>();
  let isClosing = false;

  function start({ child, entry, options }: ToMain & { kind: 'start-child' }): void {
    try {
      const started = startChild(entry, options);
      children.set(child, started);
      started.process.once('spawn', () => {
        tell({ kind: 'child-started', child, pid: started.process.pid }, [started.port]);
      });
      started.process.once('exit', (code) => {
        children.delete(child);
        tell({ kind: 'child-ended', child, code });
      });
    } catch {
      tell({ kind: 'child-ended', child, code: null });
    }
  }

  async function useSecretStore({ id, act, bytes }: ToMain & { kind: 'secret' }): Promise<void> {
    tell({ kind: 'secret', id, bytes: (await secretStore?.[act](bytes).catch(() => null)) ?? null });
  }

  station.on('message', (message: ToMain) => {
    if (message.kind === 'opened') opening.resolve();
    else if (message.kind === 'failed') opening.reject(message.error);
    else if (message.kind === 'start-child') start(message);
    else if (message.kind === 'end-child') children.get(message.child)?.end();
    else void useSecretStore(message);
  });
  station.once('exit', () => {
    // A token host without its station has nobody to answer to.
    for (const child of children.values()) child.end();
    ended.resolve();
    opening.reject({ code: 'INTERNAL_UNEXPECTED', facts: { detail: 'station process' } } satisfies ErrorShape);
    if (!isClosing) onLost();
  });
  tell({ kind: 'open', data, secretStore: secretStore?.name ?? null });

  return {
    opened: opening.promise,
    givePort(window, frame) {
      const { port1, port2 } = new MessageChannelMain();
      tell({ kind: 'port', window }, [port1]);
      frame.postMessage(portWord, null, [port2]);
    },
    closePort: (window) => tell({ kind: 'close-port', window }),
    ask: (request) =>
      askOver(
        request,
        () => new MessageChannelMain(),
        (head, ports) => tell({ kind: 'resource', head }, ports as MessagePortMain[]),
      ),
    lock: () => tell({ kind: 'lock' }),
    close() {
      isClosing = true;
      tell({ kind: 'close' });
      return ended.promise;
    },
  };
}
