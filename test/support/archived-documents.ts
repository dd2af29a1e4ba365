import { memorySource } from '#main/formats/byte-source.ts';
import { writeTimestampToken } from '#main/formats/cms/write-timestamp.ts';
import { prepareArchive } from '#main/formats/pdf/prepare-archive.ts';
import type { SecurityStore } from '#main/formats/pdf/security-store.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { createSm3 } from '#main/sm/sm3.ts';
import type { KeyHolder } from './demo-authority.ts';

export const emptyStore: SecurityStore = { certificates: [], lists: [], responses: [] };

/** A token of an authority over a digest that is known already. @param imprint 32 bytes, SM3 */
export function tokenOver(authority: KeyHolder, imprint: Uint8Array, genTime: Date): Uint8Array {
  const statement = { policy: '1.2.3.4', imprint, serial: Uint8Array.of(42), genTime, nonce: undefined };
  const { certificate, sign } = authority;
  return writeTimestampToken(statement, certificate.der, true, (bytes) => rsToDer(sign(bytes)));
}

/** A file with material laid behind it, and a document timestamp where somebody makes one. */
export function archived(
  bytes: Uint8Array,
  store: SecurityStore,
  stampedBy?: { readonly authority: KeyHolder; readonly genTime: Date },
): Uint8Array {
  const prepared = prepareArchive(memorySource(bytes), createSm3().update(bytes), {
    store,
    hasTimestamp: stampedBy !== undefined,
  });
  if (!prepared) return bytes;
  const token = stampedBy && prepared.imprint && tokenOver(stampedBy.authority, prepared.imprint, stampedBy.genTime);
  return new Uint8Array(Buffer.concat([bytes, prepared.finish(token ?? null)]));
}
