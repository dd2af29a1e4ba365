import { describe, expect, it } from 'vitest';
import { changes } from '#main/token/token-monitor.ts';

const seen = (...tokens: Array<[string, number]>) =>
  new Map(tokens.map(([serial, series]) => [serial, { serial, manufacturer: 'SealKeeper', series }]));
const told = (before: ReturnType<typeof seen>, now: ReturnType<typeof seen>, isSameHost = true) =>
  changes(before, now, isSameHost).map(({ kind, ...rest }) => [kind, 'token' in rest ? rest.token.serial : '']);

describe('token monitor', () => {
  it.each([
    ['plugging', seen(), seen(['A', 1]), [['inserted', 'A']]],
    ['pulling', seen(['A', 1]), seen(), [['removed', 'A']]],
    [
      'a swap',
      seen(['A', 1]),
      seen(['B', 2]),
      [
        ['removed', 'A'],
        ['inserted', 'B'],
      ],
    ],
    [
      'a pull and re-plug between two looks',
      seen(['A', 1]),
      seen(['A', 3]),
      [
        ['removed', 'A'],
        ['inserted', 'A'],
      ],
    ],
    ['a second token beside the first', seen(['A', 1]), seen(['A', 1], ['B', 1]), [['inserted', 'B']]],
    ['nothing', seen(['A', 1]), seen(['A', 1]), []],
  ])('tells of %s', (_situation, before, now, events) => {
    expect(told(before, now)).toEqual(events);
  });

  it('does not take a restarted host\u2019s new count for a re-plug', () => {
    expect(told(seen(['A', 5]), seen(['A', 0]), false)).toEqual([]);
  });
});
