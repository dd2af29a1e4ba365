import { TAG, type DerElement } from '../der/der-element.ts';
import { openFields } from '../der/der-fields.ts';
import { takeTimestamp, type Deviations } from './seal-parts.ts';
import type { Seal } from './seal.ts';
import { readSealBody } from './v4.ts';

/** GM/T 0031-2025, read only: V4 with version 5 and an optional timestamp over the maker's signature value. */

/**
 * `SESeal ::= SEQUENCE { eSealInfo, cert, signAlgID, signedValue, timeStamp [0] BIT STRING OPTIONAL }`.
 * Its SES_Signature is read by the V4 reader. @throws DerError
 */
export function readSealV5(element: DerElement, deviations: Deviations): Seal {
  const fields = openFields(element, TAG.sequence, 'SESeal');
  const body = readSealBody(fields, deviations);
  const timestamp = takeTimestamp(fields, deviations);
  fields.end();
  if (body.version !== 5) deviations.add('layout-differs-from-version');
  return {
    layout: 'V5',
    ...body,
    ...(timestamp === undefined ? {} : { timestamp }),
    deviations: [...deviations],
    raw: element.bytes,
  };
}
