import { describe, expect, it } from 'vitest';
import { verdictKind, verdictKinds } from '#shared/model/verdict-kind.ts';
import { enVerify } from '#shared/i18n/en/screen/verify.ts';
import { zhCnVerify } from '#shared/i18n/zh-cn/screen/verify.ts';
import type { Fact } from '#shared/model/verdict.ts';

const open = (...reasons: readonly string[]): Fact[] =>
  reasons.map((reason) => ({ check: 'x.y', state: 'unknown', reason }));

describe('what a verdict comes down to', () => {
  it.each([
    ['ses.dataHash:content-changed', 'changed'],
    ['ofd.references:digest-mismatch', 'changed'],
    ['pdf.laterChanges:suspicious', 'changed'],
    ['ses.signature:signature-mismatch', 'forged'],
    ['ofd.signatureList:list-missing', 'removed'],
    ['ses.signerInSeal:signer-not-in-list', 'not-entitled'],
    ['seal.status:sealed-after-suspended', 'out-of-force'],
    ['chain.validity:certificate-expired', 'out-of-force'],
    ['signature.value:malformed', 'damaged'],
    ['some.check', 'damaged'],
  ])('an invalid one by %s is %s', (reason, kind) => {
    expect(verdictKind('invalid', [reason, 'trust.maker:maker-not-listed'])).toBe(kind);
  });

  it('puts an unknown maker before a state that nobody knows, whatever their order', () => {
    expect(verdictKind('indeterminate', [], open('not-on-list', 'maker-not-listed'))).toBe('unknown-maker');
    expect(verdictKind('indeterminate', [], open('list-stale', 'suspended-since'))).toBe('expired-since');
    expect(verdictKind('indeterminate', [], open('list-stale'))).toBe('status-unknown');
    expect(verdictKind('indeterminate', [], open('no-time'))).toBe('undecided');
  });

  it('has a title and a sentence for every kind, in both languages', () => {
    for (const words of [zhCnVerify, enVerify])
      expect(Object.keys(words.kind).toSorted()).toEqual(verdictKinds.toSorted());
  });
});
