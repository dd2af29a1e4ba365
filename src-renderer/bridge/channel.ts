import type { ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';

export type ChannelState = 'connecting' | 'open' | 'lost';
export type Link = ClientLink<Record<never, never>>;

/** One way to the station, whichever host this screen has. */
export interface Channel {
  readonly link: Link;
  state(): ChannelState;
  onState(listener: () => void): () => void;
}

type Headers = () => Record<string, string>;

const longestPauseMs = 8_000;

/** Pause before the next attempt: doubled each time, up to eight seconds. */
export function pauseMs(attempt: number): number {
  return Math.min(longestPauseMs, 250 * 2 ** attempt);
}

/**
 * The channel of this screen: a port where the host's preload announces one, a WebSocket to the serving host
 * otherwise.
 */
export function openChannel(headers: Headers): Channel {
  return location.protocol.startsWith('http') ? openSocketChannel(headers) : openPortChannel(headers);
}

function states(): { now: ChannelState; set(next: ChannelState): void; on(listener: () => void): () => void } {
  const listeners = new Set<() => void>();
  return {
    now: 'connecting',
    set(next) {
      if (this.now === next) return;
      this.now = next;
      for (const listener of listeners) listener();
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A WebSocket that is opened again whenever it breaks; a call waits for the connection that is being made. */
function openSocketChannel(headers: Headers): Channel {
  const state = states();
  const address = new URL('rpc', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  let attempt = 0;
  let current = connect();

  function connect(): Link {
    const websocket = new WebSocket(address.href.split('#')[0]!);
    const link = new SocketLink({ websocket, headers });
    websocket.addEventListener('open', () => {
      attempt = 0;
      state.set('open');
    });
    websocket.addEventListener('close', () => {
      state.set('lost');
      setTimeout(() => (current = connect()), pauseMs(attempt));
      attempt += 1;
    });
    return link;
  }

  return {
    link: { call: (...asked) => current.call(...asked) },
    state: () => state.now,
    onState: state.on,
  };
}

/** The preload hands over one port, in a message that carries it; calls made earlier wait for it. */
function openPortChannel(headers: Headers): Channel {
  const state = states();
  const link = new Promise<Link>((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== window || !port) return;
      window.removeEventListener('message', onMessage);
      port.addEventListener('close', () => state.set('lost'));
      resolve(new PortLink({ port, headers }));
      port.start();
      state.set('open');
    };
    window.addEventListener('message', onMessage);
    window.postMessage('sealkeeper:ready', '*');
  });
  return {
    link: { call: async (...asked) => (await link).call(...asked) },
    state: () => state.now,
    onState: state.on,
  };
}
