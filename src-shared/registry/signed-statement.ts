import { z } from 'zod';
import { canonicalBytes } from '../log/canonical-json.ts';
import { base64Schema, signatureRsSchema } from './wire-values.ts';

/**
 * What a signature is made for. The words stand in front of the signed bytes, so that a signature over one kind of
 * statement can never be shown as another, nor as a seal signature (those begin with a DER SEQUENCE).
 */
export const statementPurposes = {
  envelope: 'sealkeeper/envelope/v1',
  receipt: 'sealkeeper/receipt/v1',
  statusList: 'sealkeeper/status-list/v1',
  trustList: 'sealkeeper/trust-list/v1',
  time: 'sealkeeper/time/v1',
  reconciliation: 'sealkeeper/reconciliation/v1',
} as const;

export type StatementPurpose = keyof typeof statementPurposes;

/** A statement of the registry: plain JSON, SM2 signature by the registry key, and the certificate of that key. */
export function signedStatementSchema<T extends z.ZodType>(statement: T) {
  return z.strictObject({
    statement,
    signature: signatureRsSchema,
    certificate: base64Schema,
  });
}

export interface SignedStatement<T> {
  readonly statement: T;
  /** SM2, r||s in Base64, over {@link statementBytes}. */
  readonly signature: string;
  /** DER of the registry's signing certificate in Base64; it must be issued by the pinned root itself. */
  readonly certificate: string;
}

/** The bytes that are signed: the purpose, a newline, and the canonical JSON of the statement. @throws CanonicalJsonError */
export function statementBytes(purpose: StatementPurpose, statement: unknown): Uint8Array {
  const head = new TextEncoder().encode(`${statementPurposes[purpose]}\n`);
  const body = canonicalBytes(statement);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}
