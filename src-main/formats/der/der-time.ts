import { TAG, type DerElement } from './der-element.ts';
import { DerError } from './der-error.ts';

/** A time as stored, with what its zone was: some producers of seals forget the `Z`. */
export interface DerTime {
  readonly at: Date;
  /** `utc` ends in Z; `offset` has +hhmm; `missing` has neither and was read as China Standard Time (UTC+8). */
  readonly zone: 'utc' | 'offset' | 'missing';
}

const PATTERN = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9}))?(Z|[+-]\d{4})?$/;
const CHINA_OFFSET_MINUTES = 8 * 60;

/**
 * UTCTime or GeneralizedTime. Two-digit years 50 to 99 are 19xx (RFC 5280 4.1.2.5.1).
 * Not read with asn1js, which takes the 13th month for January of the next year.
 * @throws DerError
 */
export function readTime(element: DerElement, where: string): DerTime {
  if (element.content.length > 32) throw new DerError('value-invalid', where);
  const text = String.fromCharCode(...element.content);
  if (element.identifier === TAG.generalizedTime) return parseTime(text, where);
  if (element.identifier !== TAG.utcTime) throw new DerError('tag-unexpected', where);
  if (!/^\d{2}/.test(text)) throw new DerError('value-invalid', where);
  return parseTime((text < '50' ? '20' : '19') + text, where);
}

function parseTime(text: string, where: string): DerTime {
  const match = PATTERN.exec(text);
  if (match === null) throw new DerError('value-invalid', where);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const milliseconds = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000);
  const zoneText = match[8];
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
  const isReal =
    local.getUTCFullYear() === year &&
    local.getUTCMonth() === month - 1 &&
    local.getUTCDate() === day &&
    local.getUTCHours() === hour &&
    local.getUTCMinutes() === minute;
  if (!isReal || second > 59) throw new DerError('value-invalid', where);
  return { at: new Date(local.getTime() - offsetMinutes(zoneText) * 60_000), zone: zoneOf(zoneText) };
}

const zoneOf = (zone: string | undefined): DerTime['zone'] =>
  zone === undefined ? 'missing' : zone === 'Z' ? 'utc' : 'offset';

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined) return CHINA_OFFSET_MINUTES;
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}
