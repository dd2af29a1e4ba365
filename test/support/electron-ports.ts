import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Port, PortEvent } from '#main/platform/message-port.ts';

// Ports of Node behind the interface of Electron's MessagePortMain: messages wait until `start`, arrive as events,
// and carry other ports beside them.

interface Wire {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

export class StandInPort implements Port {
  readonly native: MessagePort;
  readonly #listeners: ((event: PortEvent) => void)[] = [];

  constructor(native: MessagePort) {
    this.native = native;
  }

  postMessage(message: unknown, transfer: Port[] = []): void {
    const ports = transfer.map((port) => (port as StandInPort).native);
    this.native.postMessage({ data: message, ports } satisfies Wire, ports);
  }

  on(event: 'message' | 'close', listener: (event: PortEvent) => void): void {
    if (event === 'message') this.#listeners.push(listener);
    else this.native.on('close', listener as () => void);
  }

  start(): void {
    this.native.on('message', ({ data, ports }: Wire) => {
      const event = { data, ports: ports.map((port) => new StandInPort(port)) };
      for (const listener of this.#listeners) listener(event);
    });
  }

  close(): void {
    this.native.close();
  }
}

export function makeChannel(): { readonly port1: StandInPort; readonly port2: StandInPort } {
  const { port1, port2 } = new MessageChannel();
  return { port1: new StandInPort(port1), port2: new StandInPort(port2) };
}

/** The port of Node inside a stand-in, for a client that expects the web's interface. */
export function nativeOf(port: Port): MessagePort {
  return (port as StandInPort).native;
}
