import { StationError } from '#shared/errors/station-error.ts';
import type { ProcessHost } from '#main/platform/processes.ts';
import { TokenHostClient, type TokenHostSettings } from './host-client.ts';
import type { ResultOf, TokenCertificate, TokenRef } from './host-protocol.ts';
import { watchTokens, type TokenEvent, type TokenMonitor } from './token-monitor.ts';
import { summarise, type TokenState, type TokenSummary } from './token-state.ts';

/**
 * The tokens reached through one PKCS#11 module. Everything here reads; what needs a PIN goes through
 * `openSigningSession`, which asks for a permitted use.
 */
export interface TokenService {
  /** Load the driver now and learn what it calls itself. @throws TOKEN_MODULE_NOT_LOADED */
  load(): Promise<ResultOf<'load'>>;
  /** Every token that is plugged in, also blank and unknown ones. */
  listTokens(): Promise<TokenSummary[]>;
  /** The flags and certificates of one token as they are now; an absent token is a state, not an error. */
  readTokenState(token: TokenRef): Promise<TokenState>;
  /** @throws TOKEN_ABSENT, TOKEN_WRONG_KEY */
  readCertificates(token: TokenRef): Promise<readonly TokenCertificate[]>;
  /** One of our public data objects, or null. @throws TOKEN_ABSENT, TOKEN_WRONG_KEY */
  readData(token: TokenRef, label: string): Promise<Uint8Array | null>;
  /** Look for plugging and pulling at least once a second until stopped; quiet while the token works. */
  monitor(onEvent: (event: TokenEvent) => void, options?: { readonly intervalMs?: number }): TokenMonitor;
  /** The process id of the driver's host, for diagnosis; undefined while none runs. */
  readonly hostPid: number | undefined;
  /** End the driver's process. */
  close(): void;
}

const hosts = new WeakMap<TokenService, TokenHostClient>();

/** The host behind a service. For this room alone: an architecture test keeps other rooms from importing it. */
export function hostOf(service: TokenService): TokenHostClient {
  const host = hosts.get(service);
  if (host === undefined) throw new StationError('INTERNAL_UNEXPECTED', { detail: 'not a token service' });
  return host;
}

export function createTokenService(deps: {
  readonly processes: ProcessHost;
  readonly settings: TokenHostSettings;
}): TokenService {
  const host = new TokenHostClient(deps.processes, deps.settings);
  const service: TokenService = {
    async load() {
      await host.call('list', {});
      return host.module;
    },
    async listTokens() {
      return (await host.call('list', {})).map(summarise);
    },
    async readTokenState({ serial, manufacturer }) {
      const token = { serial, manufacturer };
      try {
        const info = await host.call('state', { token });
        const certificates = await host.call('certificates', { token });
        return { present: true, ...summarise(info), certificates };
      } catch (error) {
        if (!isAbsence(error)) throw error;
        return { present: false, serial, others: String(error.facts['actual'] ?? '') };
      }
    },
    readCertificates: ({ serial, manufacturer }) => host.call('certificates', { token: { serial, manufacturer } }),
    readData: ({ serial, manufacturer }, label) => host.call('readData', { token: { serial, manufacturer }, label }),
    monitor: (onEvent, options = {}) => watchTokens(host, onEvent, options.intervalMs ?? 1000),
    get hostPid() {
      return host.pid;
    },
    close: () => host.close(),
  };
  hosts.set(service, host);
  return service;
}

function isAbsence(error: unknown): error is StationError {
  const absences = ['TOKEN_ABSENT', 'TOKEN_WRONG_KEY', 'TOKEN_REMOVED'];
  return error instanceof StationError && absences.includes(error.code);
}
