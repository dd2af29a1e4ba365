import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StationError } from '#shared/errors/station-error.ts';
import { readOcspResponse } from './ocsp-response.ts';
import { readRevocationList } from './revocation-list.ts';
import { noMaterial, type RevocationMaterial } from './revocation-material.ts';

/** Lists of an authority are some megabytes; more than this is no folder somebody keeps. */
const mostFiles = 1000;
const mostBytes = 512 * 1024 * 1024;

/**
 * Read revocation lists (`.crl`) and responses (`.ocsp`) of a folder and its subfolders, DER or PEM.
 *
 * @throws TRUST_LIST_UNREADABLE when one of them cannot be read: a revocation that is not seen looks like none
 */
export function readRevocationFolder(dir: string): RevocationMaterial {
  const names = filesIn(dir).filter((name) => /\.(?:crl|ocsp)$/i.test(name));
  if (names.length === 0) return noMaterial;
  const size = names.reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
  if (names.length > mostFiles || size > mostBytes) throw new StationError('TRUST_LIST_UNREADABLE', { detail: dir });
  const read = <T>(ending: RegExp, parse: (der: Uint8Array) => T): T[] =>
    names.filter((name) => ending.test(name)).map((name) => readOne(join(dir, name), name, parse));
  return { lists: read(/\.crl$/i, readRevocationList), responses: read(/\.ocsp$/i, readOcspResponse), isKept: true };
}

function filesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' }).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new StationError('TRUST_LIST_UNREADABLE', { detail: dir }, error);
  }
}

function readOne<T>(file: string, name: string, parse: (der: Uint8Array) => T): T {
  try {
    return parse(derOf(readFileSync(file)));
  } catch (error) {
    throw new StationError('TRUST_LIST_UNREADABLE', { detail: name }, error);
  }
}

function derOf(bytes: Uint8Array): Uint8Array {
  const pem = /-----BEGIN [A-Z0-9 ]+-----([\s\S]+?)-----END/.exec(Buffer.from(bytes).toString('latin1'));
  return pem ? new Uint8Array(Buffer.from(pem[1]!.replaceAll(/\s/g, ''), 'base64')) : new Uint8Array(bytes);
}
