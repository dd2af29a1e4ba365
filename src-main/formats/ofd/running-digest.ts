import { createHash } from 'node:crypto';
import { createSm3 } from '#main/sm/sm3.ts';
import type { CheckMethod } from './check-methods.ts';

/** A digest that takes its input in pieces. */
export interface RunningDigest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

export function startDigest(method: CheckMethod): RunningDigest {
  return method.hostName === null ? createSm3() : createHash(method.hostName);
}
