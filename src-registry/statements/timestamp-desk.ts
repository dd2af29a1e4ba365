import { randomBytes } from 'node:crypto';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { readTimestampRequest, type TimestampRequest } from '#main/formats/cms/timestamp-request.ts';
import { writeTimestampResponse, type TimestampFailure } from '#main/formats/cms/timestamp-response.ts';
import { writeTimestampToken } from '#main/formats/cms/write-timestamp.ts';
import type { Clock } from '#main/platform/clock.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Authority } from '../keys/authority.ts';

/** An arc for examples (ITU-T X.660): this authority is for training and promises nothing. */
export const trainingPolicy = '2.999.3161';

/**
 * Answers one timestamp query (RFC 3161, GB/T 20520) for training: SM3 alone, the registry's clock, one policy. What
 * cannot be answered is refused within the protocol, never by an error.
 *
 * @param query DER of TimeStampReq, already bounded
 * @returns DER of TimeStampResp
 */
export function answerTimestampQuery(
  parts: { readonly authority: Authority; readonly clock: Clock },
  query: Uint8Array,
): Uint8Array {
  const request = requestOrNull(query);
  const failure = request === null ? 'badDataFormat' : failureOf(request);
  if (request === null || failure !== null) return writeTimestampResponse({ failure: failure ?? 'badDataFormat' });
  const { authority, clock } = parts;
  const token = writeTimestampToken(
    {
      policy: trainingPolicy,
      imprint: request.imprint,
      // Random and long enough that no two tokens share one.
      serial: randomBytes(16),
      genTime: clock.now(),
      nonce: request.nonce,
    },
    authority.timestamping,
    request.isCertificateWanted,
    authority.signTimestamp,
  );
  return writeTimestampResponse({ token });
}

function failureOf(request: TimestampRequest): TimestampFailure | null {
  const { imprintAlgorithm, imprint, policy, version } = request;
  if (version !== 1 || request.hasExtensions) return 'badRequest';
  if (imprintAlgorithm !== OID.sm3 || imprint.length !== 32) return 'badAlg';
  return policy !== undefined && policy !== trainingPolicy ? 'unacceptedPolicy' : null;
}

function requestOrNull(query: Uint8Array): TimestampRequest | null {
  try {
    return readTimestampRequest(query);
  } catch (error) {
    if (error instanceof StationError) return null;
    throw error;
  }
}
