import { execFileSync, spawnSync } from 'node:child_process';
import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sm2KeyPair } from '#main/sm/sm2.ts';
import { fromHex } from './hex.ts';
import { canRun } from './foreign-programs.ts';

/** SEC 1 and SubjectPublicKeyInfo around the bare numbers; lengths never change with this curve. */
const privateHeader = fromHex('30770201010420');
const curveAndPoint = fromHex('a00a06082a811ccf5501822da144034200');
const publicHeader = fromHex('3059301306072a8648ce3d020106082a811ccf5501822d034200');

/** OpenSSL's command line as an independent second opinion on SM2 with SM3. Files live until `close`. */
export interface OpensslSm2 {
  sign(key: Sm2KeyPair, message: Uint8Array, userId: string): Uint8Array;
  verify(publicKey: Uint8Array, message: Uint8Array, signatureDer: Uint8Array, userId: string): boolean;
  generate(): Sm2KeyPair;
  sm3(message: Uint8Array): Uint8Array;
  close(): void;
}

/** Without it the tests that ask it are skipped by name, and fail under CI. */
export const hasOpenssl = canRun('openssl');

export function openOpensslSm2(): OpensslSm2 {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-sm2-'));
  const write = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  return {
    sign: (key, message, userId) => {
      const der = Buffer.concat([privateHeader, key.privateKey, curveAndPoint, key.publicKey]);
      const keyPath = write('key.pem', pem('EC PRIVATE KEY', der));
      return new Uint8Array(openssl(['dgst', '-sm3', '-sign', keyPath, '-sigopt', `distid:${userId}`], message));
    },
    verify: (publicKey, message, signatureDer, userId) => {
      const keyPath = write('public.pem', pem('PUBLIC KEY', Buffer.concat([publicHeader, publicKey])));
      const signaturePath = write('signature.der', signatureDer);
      const args = ['dgst', '-sm3', '-verify', keyPath, '-sigopt', `distid:${userId}`, '-signature', signaturePath];
      return spawnSync('openssl', args, { input: message }).status === 0;
    },
    generate: () => {
      const keyPath = join(folder, 'generated.pem');
      openssl(['genpkey', '-algorithm', 'SM2', '-out', keyPath]);
      const der = new Uint8Array(openssl(['ec', '-in', keyPath, '-outform', 'DER']));
      return { privateKey: der.slice(7, 39), publicKey: der.slice(-65) };
    },
    sm3: (message) => new Uint8Array(openssl(['dgst', '-sm3', '-binary'], message)),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function openssl(args: readonly string[], input: Uint8Array = new Uint8Array()): Buffer {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'] });
}
