import { describe, expect, it } from 'vitest';
import { mayHandOverPort, type AskingFrame } from '#main/shell/electron/policy/port-hand-over.ts';

const page: AskingFrame = {
  url: 'sealkeeper://app/#/desk',
  origin: 'sealkeeper://app',
  isTopOfWindow: true,
  detached: false,
};

describe('the port to the station', () => {
  it('goes to the start page in the top frame', () => {
    expect(mayHandOverPort(page)).toBe(true);
  });

  it.each<[string, Partial<AskingFrame>]>([
    ['an inner frame of the same origin', { isTopOfWindow: false }],
    ['a frame that is being replaced', { detached: true }],
    ['another origin', { origin: 'https://example.org' }],
    ['an opaque origin at the right address', { origin: 'null' }],
    ['another page of the same origin', { url: 'sealkeeper://app/resource/document/1/original' }],
    ['an origin that only begins alike', { origin: 'sealkeeper://app.example.org' }],
  ])('is refused to %s', (_who, change) => {
    expect(mayHandOverPort({ ...page, ...change })).toBe(false);
  });

  it('is refused to a frame that has gone', () => {
    expect(mayHandOverPort(null)).toBe(false);
  });
});
