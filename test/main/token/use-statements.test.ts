import { describe, expect, it } from 'vitest';
import { ActivationProofUse, SelfTestUse } from '#main/warrant/key-use.ts';
import { statementFor } from '#main/token/use-statements.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('statements signed without a warrant', () => {
  it('name the domain, the kind and every field', () => {
    const use = new ActivationProofUse('use-1', { sealEsId: '3101', stationId: 'st-7', challenge: 'abc' });
    expect(text(statementFor(use))).toBe(
      'SealKeeper key use v1\nactivation-proof\nuse: "use-1"\nseal: "3101"\nstation: "st-7"\nchallenge: "abc"\n',
    );
  });

  it('cannot begin like DER, whatever the registry sends as a challenge', () => {
    const use = new ActivationProofUse('\u0030\u0082', { sealEsId: '', stationId: '', challenge: '0\u0082' });
    expect([0x30, 0x31]).not.toContain(statementFor(use)[0]);
  });

  it('let no value add a line', () => {
    const use = new SelfTestUse('x\nseal: "other"');
    expect(text(statementFor(use)).split('\n')).toHaveLength(4);
  });
});
