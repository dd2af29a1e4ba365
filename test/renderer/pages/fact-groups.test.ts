import { describe, expect, it } from 'vitest';
import { zhCnSignatureChecks } from '#shared/i18n/zh-cn/signature-facts.ts';
import { zhCnOfdChecks } from '#shared/i18n/zh-cn/ofd-facts.ts';
import { zhCnPdfChecks } from '#shared/i18n/zh-cn/pdf-facts.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { groupFacts } from '../../../src-renderer/pages/verify/fact-groups.ts';

const fact = (check: string, state: Fact['state'] = 'ok'): Fact => ({ check, state });
const groupOf = (check: string): string => groupFacts([fact(check)])[0]!.name;

describe('facts by what a custodian asks', () => {
  it('loses no check of the catalogue', () => {
    const areas = { ...zhCnSignatureChecks, ofd: zhCnOfdChecks, pdf: zhCnPdfChecks };
    const checks = Object.entries(areas).flatMap(([area, names]) =>
      Object.keys(names).map((name) => `${area}.${name}`),
    );
    const grouped = groupFacts(checks.map((check) => fact(check))).flatMap(({ facts }) => facts);
    expect(grouped.map(({ check }) => check).toSorted()).toEqual(checks.toSorted());
  });

  it('keeps the maker and the signer apart', () => {
    expect([
      groupOf('makerChain.root'),
      groupOf('chain.root'),
      groupOf('ses.makerSignature'),
      groupOf('ses.signature'),
    ]).toEqual(['maker', 'certificate', 'maker', 'intact']);
  });

  it('is as bad as its worst fact, which stands first', () => {
    const [group] = groupFacts([fact('pdf.coverage', 'warn'), fact('pdf.laterChanges', 'fail')]);
    expect(group).toMatchObject({ name: 'later', state: 'fail' });
    expect(group!.facts[0]!.check).toBe('pdf.laterChanges');
  });

  it('takes the name in a seal for a claim while its maker is not known', () => {
    const claims = (['ok', 'unknown', 'fail'] as const).map(
      (maker) => groupFacts([fact('ses.signerInSeal'), fact('trust.maker', maker)])[0]!.isClaim,
    );
    expect(claims).toEqual([false, true, true]);
  });
});
