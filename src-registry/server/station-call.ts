import { StationError } from '#shared/errors/station-error.ts';
import { canonicalBytes } from '#shared/log/canonical-json.ts';
import { fromBase64, toBase64, toHex } from '#shared/log/text-bytes.ts';
import type { Enveloped } from '#shared/registry/envelope.ts';
import { statementBytes } from '#shared/registry/signed-statement.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { findEnvelopeAnswer, keepEnvelopeAnswer } from '../store/envelope-repository.ts';
import type { StationRow, StoreTransaction } from '../store/registry-schema.ts';
import { findStation } from '../store/station-repository.ts';
import { keepRefusal, type Refusal } from './refusal.ts';
import type { RegistryParts } from './registry-parts.ts';

export interface StationCall<Body> {
  readonly station: StationRow;
  /** 65 bytes. */
  readonly machineKey: Uint8Array;
  readonly body: Body;
}

/** A service does its work in the transaction it is given; a refusal keeps what it wrote as evidence. */
export type StationAct<Body, Answer> = (call: StationCall<Body>, tx: StoreTransaction) => Promise<Answer | Refusal>;

/**
 * Answer one enveloped request exactly once: the machine key signed this envelope, for this route, around this body;
 * a repeated id gives the answer of the first time.
 *
 * @throws REGISTRY_STATION_UNKNOWN, REGISTRY_SIGNATURE_INVALID, REGISTRY_REQUEST_REUSED; whatever `act` refuses with
 */
export async function answerStation<Body, Answer extends object>(
  parts: RegistryParts,
  route: string,
  request: Enveloped<Body>,
  act: StationAct<Body, Answer>,
): Promise<Answer> {
  const { envelope } = request;
  const call = await openEnvelope(parts, route, request);
  return keepRefusal(parts, envelope.station, route, async (tx) => {
    const former = await findEnvelopeAnswer(tx, envelope.id);
    if (former !== undefined) {
      const isSame =
        former.station === envelope.station && former.route === route && former.body_sm3 === envelope.bodySm3;
      if (!isSame) throw new StationError('REGISTRY_REQUEST_REUSED', { id: envelope.id });
      return JSON.parse(former.answer) as Answer;
    }
    // Read anew inside the transaction: another request may have moved this station's head in between.
    const station = await findStation(tx, envelope.station);
    const answer = await act({ ...call, station: station ?? call.station }, tx);
    if ('refuse' in answer) return answer;
    await keepEnvelopeAnswer(tx, {
      id: envelope.id,
      station: envelope.station,
      route,
      body_sm3: envelope.bodySm3,
      answer: JSON.stringify(answer),
      at: parts.clock.now().toISOString(),
    });
    return answer;
  });
}

async function openEnvelope<Body>(
  parts: RegistryParts,
  route: string,
  request: Enveloped<Body>,
): Promise<StationCall<Body>> {
  const { envelope, body, signature, certificate } = request;
  const station = await findStation(parts.store.read, envelope.station);
  if (station === undefined) {
    throw new StationError('REGISTRY_STATION_UNKNOWN', {
      station: envelope.station,
      detail: '@registry.unknownStation',
    });
  }
  const machineKey = readCertificate(station.certificate).publicKey;
  const signatureRs = fromBase64(signature);
  const isSigned =
    machineKey !== null &&
    signatureRs !== null &&
    sm2Verify(machineKey, statementBytes('envelope', envelope), signatureRs);
  if (!isSigned) throw signatureFault('@registry.envelopeSignature');
  if (certificate !== undefined && certificate !== toBase64(station.certificate)) {
    throw signatureFault('@registry.envelopeCertificate');
  }
  if (envelope.route !== route) throw signatureFault('@registry.envelopeRoute');
  if (envelope.bodySm3 !== toHex(sm3(canonicalBytes(body)))) throw signatureFault('@registry.envelopeBody');
  return { station, machineKey, body };
}

function signatureFault(detail: string): StationError {
  return new StationError('REGISTRY_SIGNATURE_INVALID', { detail });
}
