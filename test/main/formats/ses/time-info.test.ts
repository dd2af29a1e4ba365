import { describe, expect, it } from 'vitest';
import { derGeneralizedTime, derSequence, derX509Time } from '#main/formats/der/der-write.ts';
import { readTimeInfo } from '#main/formats/ses/time-info.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const at = new Date('2020-04-20T02:11:12Z');

describe('timeInfo of a V1 signature', () => {
  it.each([
    ['GeneralizedTime', derGeneralizedTime(at), 'utc'],
    ['UTCTime', derX509Time(at), 'utc'],
    ['text with Z', text('2020-04-20T02:11:12Z'), 'utc'],
    ['text with milliseconds', text('2020-04-20T02:11:12.000Z'), 'utc'],
    ['text with an offset', text('2020-04-20 10:11:12+0800'), 'offset'],
    ['text in local time, as China time', text('2020-04-20 10:11:12'), 'missing'],
  ])('is read from %s', (_, content, zone) => {
    expect(readTimeInfo(content)).toEqual({ kind: 'time', at, zone });
  });

  it('is a timestamp token when it is a SEQUENCE', () => {
    const token = derSequence();
    expect(readTimeInfo(token)).toEqual({ kind: 'token', token });
  });

  it.each([
    ['empty', new Uint8Array()],
    ['no time', text('20/04/2020')],
    ['a date that does not exist', text('2020-13-40 10:11:12')],
    ['a cut DER time', derGeneralizedTime(at).subarray(0, 5)],
  ])('is unknown when it is %s', (_, content) => {
    expect(readTimeInfo(content).kind).toBe('unknown');
  });
});
