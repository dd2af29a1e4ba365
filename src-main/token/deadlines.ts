import type { HostOp } from './host-protocol.ts';

/** How long a token may take, in milliseconds. A key with a button needs a longer `signMs`. */
export interface Deadlines {
  readonly loadMs: number;
  readonly infoMs: number;
  readonly loginMs: number;
  readonly signMs: number;
  readonly generateMs: number;
}

export const defaultDeadlines: Deadlines = {
  loadMs: 15_000,
  infoMs: 3_000,
  loginMs: 10_000,
  signMs: 15_000,
  generateMs: 60_000,
};

const kinds: Record<HostOp, keyof Deadlines> = {
  load: 'loadMs',
  list: 'infoMs',
  watch: 'infoMs',
  state: 'infoMs',
  certificates: 'infoMs',
  readData: 'infoMs',
  open: 'infoMs',
  login: 'loginMs',
  close: 'infoMs',
  sign: 'signMs',
  publicKey: 'infoMs',
  generateKeyPair: 'generateMs',
  // Writing flash and erasing take as long as making a key on some tokens.
  writeCertificate: 'signMs',
  writeData: 'signMs',
  initToken: 'generateMs',
  initPin: 'loginMs',
  changePin: 'loginMs',
};

export function deadlineOf(op: HostOp, changes: Partial<Deadlines> = {}): number {
  return changes[kinds[op]] ?? defaultDeadlines[kinds[op]];
}
