import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';
import { StationError } from '#shared/errors/station-error.ts';

/** Argon2id (RFC 9106) with 19 MiB, two passes and one lane: about 50 ms on an office PC. */
const cost = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32 } as const;

/** @returns the encoded hash with its salt and cost; the password is not kept */
export function hashPassword(password: string): Promise<string> {
  if ([...password].length < 8) throw new StationError('RPC_INVALID_INPUT', { detail: '@details.passwordTooShort' });
  return argon2id({ ...cost, password, salt: randomBytes(16), outputType: 'encoded' });
}

export function isPassword(password: string, hash: string): Promise<boolean> {
  return argon2Verify({ password, hash });
}
