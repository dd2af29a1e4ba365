/** A time stated in text, with what its zone was. */
export interface StatedTime {
  /** `missing` was read as China Standard Time (UTC+8). */
  readonly at: Date;
  readonly zone: 'utc' | 'offset' | 'missing';
}

/**
 * `2020-07-16 16:04:27`, `20200817111329Z`, `20201010065840.923Z`, `2020-07-16T16:04:27+08:00` (SignatureDateTime of
 * OFD, all met), `D:20250102110405+08'00'` and its shortened forms (date of PDF).
 */
const form =
  /^(?:D:)?(\d{4})-?(\d{2})?-?(\d{2})?[ T]?(\d{2})?:?(\d{2})?:?(\d{2})?(?:\.(\d{1,9}))?(?:(Z)(?:00'?(?:00'?)?)?|([+-])(\d{2})[:']?(?:(\d{2})'?)?)?$/;
const chinaMinutes = 8 * 60;

/**
 * Read a time as documents state it: SignatureDateTime of an OFD signature, or M of a PDF signature dictionary.
 *
 * @returns null for anything that is not a time, such as a thirteenth month
 * @see GB/T 33190-2016 clause 18.2.1; ISO 32000-1 clause 7.9.4
 */
export function readStatedTime(text: string): StatedTime | null {
  const match = text.length <= 64 ? form.exec(text.trim()) : null;
  if (match === null) return null;
  const number = (index: number, absent: number): number => Number(match[index] ?? absent);
  const [year, month, day] = [number(1, 0), number(2, 1), number(3, 1)];
  const [hour, minute, second] = [number(4, 0), number(5, 0), number(6, 0)];
  const milliseconds = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000);
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
  const isReal =
    local.getUTCMonth() === month - 1 && local.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!isReal) return null;
  const offset = number(10, 0) * 60 + number(11, 0);
  if (match[8] !== undefined) return { at: local, zone: 'utc' };
  if (match[9] !== undefined) return { at: earlier(local, match[9] === '-' ? -offset : offset), zone: 'offset' };
  return { at: earlier(local, chinaMinutes), zone: 'missing' };
}

/**
 * The moment a stated time stands for. Text without a zone was written in the local time of some machine. It is read
 * as China Standard Time, unless that falls outside the period it must lie in and UTC does not: the time is a claim
 * either way, and a file sealed on a server in UTC should not be called expired for it.
 *
 * @param isInside whether a moment lies in the validity of the seal or certificate
 */
export function momentOf({ at, zone }: StatedTime, isInside: (at: Date) => boolean): Date {
  if (zone !== 'missing' || isInside(at)) return at;
  const asUtc = earlier(at, -chinaMinutes);
  return isInside(asUtc) ? asUtc : at;
}

const earlier = (at: Date, minutes: number): Date => new Date(at.getTime() - minutes * 60_000);
