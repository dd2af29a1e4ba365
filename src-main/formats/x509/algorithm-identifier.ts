import { TAG, type DerElement } from '../der/der-element.ts';
import { openFields } from '../der/der-fields.ts';
import { readOid } from '../der/der-primitives.ts';

/** `AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }` (RFC 5280 4.1.1.2). */
export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters: DerElement | undefined;
  /** The whole AlgorithmIdentifier as stored. */
  readonly bytes: Uint8Array;
}

/** SM2 and SM3 identifiers come with or without a NULL behind them; both are accepted. @throws DerError */
export function readAlgorithmIdentifier(element: DerElement, where: string): AlgorithmIdentifier {
  const fields = openFields(element, TAG.sequence, where);
  const oid = readOid(fields.take('algorithm', TAG.oid), `${where}.algorithm`);
  const parameters = fields.left > 0 ? fields.takeAny('parameters') : undefined;
  fields.end();
  return { oid, parameters, bytes: element.bytes };
}
