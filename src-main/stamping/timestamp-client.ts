import { randomBytes } from 'node:crypto';
import {
  digestOfStamped,
  readTimestampToken,
  verifyTimestampToken,
  type StampedBytes,
} from '#main/formats/cms/timestamp.ts';
import { writeTimestampRequest } from '#main/formats/cms/timestamp-request.ts';
import { readTimestampResponse, TIMESTAMP_RESPONSE_MAX_BYTES } from '#main/formats/cms/timestamp-response.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { keyUsageFact } from '#main/trust/key-usage.ts';
import { StationError } from '#shared/errors/station-error.ts';

export interface TimestampQuestion {
  /** Of the authority, http or https. */
  readonly url: string;
  /** What is stamped: a signature value, DER SEQUENCE{r,s}, or a file by its digest. */
  readonly stamped: StampedBytes;
  /** The time the signature states; a token must not be older, or it would speak against the signature. */
  readonly signedAt: Date;
  readonly timeoutMs?: number;
  readonly fetch?: typeof globalThis.fetch;
}

const defaultTimeoutMs = 5_000;
/** A clock may differ so much, as a verifier allows. */
const skewMs = 5 * 60_000;
/** The hole of a signature has room for this beside the certificate. */
const mostTokenBytes = 12 * 1024;

/**
 * Ask an authority for a timestamp (RFC 3161, GB/T 20520) and check what it answers: about these bytes, with our
 * nonce, rightly signed by a certificate made for timestamps, and not before the signature.
 *
 * @returns DER of the token
 * @throws STAMP_TIMESTAMP_UNAVAILABLE, whatever is wrong
 */
export async function requestTimestamp(question: TimestampQuestion): Promise<Uint8Array> {
  const nonce = BigInt(`0x${randomBytes(16).toString('hex')}`) | 1n;
  const query = writeTimestampRequest({ imprint: digestOfStamped(question.stamped, 'sm3'), nonce });
  const answer = await ask(question, query);
  try {
    const { status, token } = readTimestampResponse(answer);
    if (status > 1 || token === null) throw unavailable(`PKIStatus ${status}`);
    refuseUnusable(token, question, nonce);
    return new Uint8Array(token);
  } catch (error) {
    if (error instanceof StationError && error.code !== 'STAMP_TIMESTAMP_UNAVAILABLE') {
      throw unavailable('@details.timestampUnreadable', error);
    }
    throw error;
  }
}

async function ask({ url, fetch, timeoutMs }: TimestampQuestion, query: Uint8Array): Promise<Uint8Array> {
  try {
    const response = await (fetch ?? globalThis.fetch)(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs ?? defaultTimeoutMs),
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(query),
    });
    if (response.status !== 200) throw unavailable(`HTTP ${response.status}`);
    const type = response.headers.get('content-type')?.split(';')[0]?.trim();
    if (type !== 'application/timestamp-reply') throw unavailable('@details.timestampUnreadable');
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > TIMESTAMP_RESPONSE_MAX_BYTES) throw unavailable('@details.timestampUnreadable');
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof StationError) throw error;
    throw unavailable(reasonOf(error), error);
  }
}

/** @throws STAMP_TIMESTAMP_UNAVAILABLE, and what reading a token or a certificate throws */
function refuseUnusable(der: Uint8Array, { stamped, signedAt }: TimestampQuestion, nonce: bigint): void {
  if (der.length > mostTokenBytes) throw unavailable('@details.timestampUnreadable');
  const token = readTimestampToken(der);
  if (token.nonce !== nonce) throw unavailable('@details.timestampOfAnother');
  const wrong = verifyTimestampToken(token, stamped).find(({ state }) => state === 'fail');
  if (wrong) throw unavailable(wrong.reason ?? wrong.check);
  const usage = keyUsageFact(readCertificate(token.authorityCertificate ?? new Uint8Array()), 'timestamp');
  if (usage.state === 'fail') throw unavailable(usage.reason ?? usage.check);
  if (token.genTime.getTime() < signedAt.getTime() - skewMs) throw unavailable('@details.timestampTooEarly');
}

function unavailable(detail: string, cause?: unknown): StationError {
  return new StationError('STAMP_TIMESTAMP_UNAVAILABLE', { detail }, cause);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return error instanceof Error && error.name !== 'TypeError' ? error.name : '@details.timestampNoAnswer';
}
