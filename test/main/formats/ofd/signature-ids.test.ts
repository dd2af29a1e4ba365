import { describe, expect, it } from 'vitest';
import { nextSignatureIds } from '#main/formats/ofd/signature-ids.ts';

describe('identifiers of signatures and stamps', () => {
  it.each([
    ['start at s001 in a new list', [], 2, ['s001', 's002']],
    ['go on after the highest', ['s003', 's001'], 2, ['s004', 's005']],
    ['are plain numbers where the file has such', ['0', '1'], 1, ['2']],
    ['understand leading zeros', ['01', '007'], 1, ['8']],
    ['grow beyond three digits', ['s999'], 1, ['s1000']],
    ['ignore a counter set to its end', ['4294967295', '2'], 1, ['3']],
    ['ignore words', ['seal'], 1, ['1']],
  ])('%s', (_, used, count, expected) => {
    expect(nextSignatureIds(used, count)).toEqual(expected);
  });
});
