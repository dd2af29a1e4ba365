import { describe, expect, it } from 'vitest';
import { fileVerdict, unsignedLine, verdictOf } from '#main/verification/verdict-of.ts';
import type { Fact } from '#shared/model/verdict.ts';

const fact = (state: Fact['state'], check = `a.${state}`): Fact => ({ check, state, reason: 'because' });

describe('from facts to one line', () => {
  it.each([
    ['all checks in order', [fact('ok')], 'valid'],
    ['a warning', [fact('ok'), fact('warn')], 'valid'],
    ['a check that could not be decided', [fact('ok'), fact('warn'), fact('unknown')], 'indeterminate'],
    ['a failed check, whatever else is in order', [fact('ok'), fact('unknown'), fact('fail')], 'invalid'],
  ] as const)('%s', (_, facts, verdict) => {
    expect(verdictOf(facts).verdict).toBe(verdict);
  });

  it('gives the reasons by their weight, each once', () => {
    const facts = [fact('warn'), fact('unknown'), fact('fail'), fact('fail'), fact('ok')];
    expect(verdictOf(facts).reasons).toEqual(['a.fail:because', 'a.unknown:because', 'a.warn:because']);
  });

  it('says what was altered before who is not trusted', () => {
    const facts = [fact('fail', 'chain.validity'), fact('fail', 'ses.sealValidity'), fact('fail', 'pdf.laterChanges')];
    expect(verdictOf(facts).reasons[0]).toBe('pdf.laterChanges:because');
  });

  it('names a check without a reason by itself', () => {
    expect(verdictOf([{ check: 'a.b', state: 'fail' }]).reasons).toEqual(['a.b']);
  });
});

describe('the line of a file', () => {
  it.each([
    [[], 'unsigned'],
    [['valid', 'valid'], 'valid'],
    [['valid', 'indeterminate'], 'indeterminate'],
    [['invalid', 'valid', 'indeterminate'], 'invalid'],
  ] as const)('of signatures %j is %s', (signatures, verdict) => {
    expect(fileVerdict(signatures)).toBe(verdict);
  });

  it('says that signatures were taken out, although none is left to judge (ATK-15)', () => {
    const list = 'ofd.signatureList';
    expect(unsignedLine([fact('warn', list)])).toEqual({ verdict: 'unsigned', reasons: [`${list}:because`] });
    expect(unsignedLine([fact('fail', list)])).toEqual({ verdict: 'invalid', reasons: [`${list}:because`] });
    expect(unsignedLine([fact('warn', 'ofd.paths')])).toEqual({ verdict: 'unsigned', reasons: [] });
  });
});
