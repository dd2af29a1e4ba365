import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm2Sign } from '#main/sm/sm2.ts';
import { certificatesInFile } from '#main/trust/certificate-file.ts';
import { openWrappingKey, readKeyFile } from '#registry/keys/sealed-key-file.ts';

/** The authority that certifies signers, makers and timestamps in the demonstration, as it would sign a list. */
export function operatingCa(keys: string): {
  readonly certificate: Uint8Array;
  readonly sign: (tbs: Uint8Array) => Uint8Array;
} {
  const wrapping = openWrappingKey(join(keys, 'key-file'));
  const { privateKey, publicKey } = readKeyFile(join(keys, 'operating-ca.key'), 'operating-ca', wrapping);
  const [certificate] = certificatesInFile(Uint8Array.from(readFileSync(join(keys, 'operating-ca.crt'))));
  if (!certificate) throw new Error('the demonstration has no operating CA');
  return { certificate, sign: (tbs) => sm2Sign(privateKey, publicKey, tbs) };
}
