import { readDer, TAG } from '../der/der-element.ts';
import { DerError, readAs } from '../der/der-error.ts';
import { openFields } from '../der/der-fields.ts';
import { readBitStringBytes, readSmallInteger, readString } from '../der/der-primitives.ts';
import { readTime } from '../der/der-time.ts';
import { readSeal, SES_SIGNATURE_MAX_BYTES } from './read.ts';
import type { Seal } from './seal.ts';

/** What a stamp signs, read before it is signed. */
export interface TbsSign {
  readonly seal: Seal;
  /** 32 bytes. */
  readonly dataHash: Uint8Array;
}

/**
 * Read TBS_Sign as this program writes it: version 4 around a seal of version 4, five fields, DER. Nothing else passes, whatever archives hold.
 *
 * @throws DOC_SIGNATURE_MALFORMED, SEAL_MALFORMED
 * @see GB/T 38540-2020
 */
export function readTbsSign(bytes: Uint8Array): TbsSign {
  return readAs('DOC_SIGNATURE_MALFORMED', () => {
    const root = readDer(bytes, 'TBS_Sign', SES_SIGNATURE_MAX_BYTES);
    const fields = openFields(root, TAG.sequence, 'TBS_Sign');
    const version = readSmallInteger(fields.take('version', TAG.integer), 'TBS_Sign.version');
    const seal = readSeal(fields.take('eseal', TAG.sequence).bytes);
    readTime(fields.take('timeInfo', TAG.generalizedTime), 'TBS_Sign.timeInfo');
    const dataHash = readBitStringBytes(fields.take('dataHash', TAG.bitString), 'TBS_Sign.dataHash');
    readString(fields.take('propertyInfo', TAG.ia5String), 'TBS_Sign.propertyInfo');
    fields.end();
    const isAsWritten =
      version === 4 && seal.layout === 'V4' && seal.version === 4 && dataHash.length === 32 && !root.budget.nonDer;
    if (!isAsWritten) throw new DerError('value-invalid', 'TBS_Sign');
    return { seal, dataHash };
  });
}
