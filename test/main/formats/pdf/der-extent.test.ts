import { describe, expect, test } from 'vitest';
import { elementLength } from '#main/formats/pdf/der-extent.ts';

const length = (hex: string): number | undefined => elementLength(Buffer.from(hex, 'hex'));

describe('where the element in Contents ends (X.690)', () => {
  test.each([
    ['short form, padded', '3003020101000000', 5],
    ['long form', `308180${'00'.repeat(128)}0000`, 131],
    ['long form with leading zero', '308200030201010000', 7],
    ['indefinite form', '3080020101300200ff0000000000', 11],
    ['high tag number', '3f8101020101', 6],
  ])('finds it: %s', (_, hex, expected) => {
    expect(length(hex)).toBe(expected);
  });

  test.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['content cut short', '300501'],
    ['indefinite form without end', '3080020101'],
    ['a length of seven bytes', '308700000000000001ff'],
    ['indefinite forms inside each other', '3080'.repeat(100)],
  ])('finds none: %s', (_, hex) => {
    expect(length(hex)).toBeUndefined();
  });
});
