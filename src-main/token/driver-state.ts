import { readFile, stat } from 'node:fs/promises';
import { sm3 } from '#main/sm/sm3.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { findEnrolment } from './enrolment-repository.ts';
import type { TokenRef } from './host-protocol.ts';
import type { Enrolment } from './self-test.ts';
import { hostOf, type TokenService } from './token-service.ts';

/**
 * Whether the driver's file is the one this key was tested with. `untested`: this key was neither tested nor taken into
 * use here. `unread`: the file cannot be read now.
 */
export interface DriverState {
  readonly state: 'same' | 'changed' | 'untested' | 'unread';
  readonly enrolment: Enrolment | null;
}

export async function readDriverState(service: TokenService, db: ReadableDb, token: TokenRef): Promise<DriverState> {
  const enrolment = findEnrolment(db, token) ?? null;
  let now: Uint8Array;
  try {
    now = await digestOfModule(hostOf(service).modulePath);
  } catch {
    return { state: 'unread', enrolment };
  }
  if (enrolment === null) return { state: 'untested', enrolment };
  return { state: Buffer.from(now).equals(enrolment.moduleSm3) ? 'same' : 'changed', enrolment };
}

/** Digests of files that have not been touched since; the time of the last change of an inode cannot be set by hand. */
const known = new Map<string, { readonly touched: string; readonly digest: Uint8Array }>();

/** 32 bytes: SM3 of a driver's file. */
export async function digestOfModule(file: string): Promise<Uint8Array> {
  const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
  const touched = [ino, size, mtimeNs, ctimeNs].join(' ');
  const earlier = known.get(file);
  if (earlier?.touched === touched) return earlier.digest;
  const digest = sm3(await readFile(file));
  known.set(file, { touched, digest });
  return digest;
}
