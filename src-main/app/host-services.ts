import { nodeProcessHost, type ProcessHost } from '#main/platform/processes.ts';
import type { SecretStore } from '#main/platform/secret-store.ts';

/** What the program around the station lends it. */
export interface HostServices {
  readonly processes: ProcessHost;
  /** Null where the host cannot reach the operating system's store of secrets. */
  readonly secretStore: SecretStore | null;
}

let lent: HostServices = { processes: nodeProcessHost, secretStore: null };

/**
 * Called once by a host that is not plain Node, before it opens a station or runs a command: every station of this
 * process then uses what it lends, whoever opens it.
 */
export function lendHostServices(services: HostServices): void {
  lent = services;
}

export function hostServices(): HostServices {
  return lent;
}
