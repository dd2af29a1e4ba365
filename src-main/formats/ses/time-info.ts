import { readDer, TAG } from '../der/der-element.ts';
import { DerError } from '../der/der-error.ts';
import { readTime } from '../der/der-time.ts';
import { momentOf } from '../stated-time.ts';
import type { SesSignature, TimeInfo } from './seal.ts';

const TEXT = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The content of timeInfo in V1, which producers fill in four ways: a timestamp token, a DER time, text with a zone
 * and text in local time. Text without a zone is China Standard Time, and says so in `zone`.
 *
 * @param content the bytes behind the octet of unused bits
 */
export function readTimeInfo(content: Uint8Array): TimeInfo {
  const first = content[0];
  if (first === TAG.sequence) return { kind: 'token', token: content };
  if (first === TAG.utcTime || first === TAG.generalizedTime) return derTime(content);
  const match = TEXT.exec(String.fromCharCode(...content.subarray(0, 64)).replace(/\0+$/, ''));
  if (match === null) return { kind: 'unknown', bytes: content };
  const zone = match[8];
  const [date, time] = [match.slice(1, 4).join('-'), match.slice(4, 7).join(':')];
  const at = new Date(`${date}T${time}${(match[7] ?? '').slice(0, 4)}${isoZone(zone)}`);
  if (Number.isNaN(at.getTime())) return { kind: 'unknown', bytes: content };
  return { kind: 'time', at, zone: zone === undefined ? 'missing' : zone === 'Z' ? 'utc' : 'offset' };
}

const isoZone = (zone: string | undefined): string =>
  zone === undefined ? '+08:00' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');

function derTime(content: Uint8Array): TimeInfo {
  try {
    return { kind: 'time', ...readTime(readDer(content, 'timeInfo', 64), 'timeInfo') };
  } catch (error) {
    if (error instanceof DerError) return { kind: 'unknown', bytes: content };
    throw error;
  }
}

/**
 * The time the signer claims, or `undefined` when only a timestamp token or nothing readable is there. A time without
 * a zone is fitted to the validity of the seal (`momentOf`), and `encodingFact` names it.
 */
export function claimedTime(signature: SesSignature): Date | undefined {
  const { timeInfo, seal } = signature;
  if (timeInfo.kind !== 'time') return undefined;
  return momentOf(timeInfo, (at) => at >= seal.validFrom && at <= seal.validTo);
}

/** The timestamp token of a signature, wherever its layout keeps it. */
export const timestampToken = (signature: SesSignature): Uint8Array | undefined =>
  signature.timestamp ?? (signature.timeInfo.kind === 'token' ? signature.timeInfo.token : undefined);
