import { describe, expect, it } from 'vitest';
import { zhCnFactTopics } from '#shared/i18n/zh-cn/fact-topics.ts';
import { zhCnOfdChecks } from '#shared/i18n/zh-cn/ofd-facts.ts';
import { zhCnPdfChecks } from '#shared/i18n/zh-cn/pdf-facts.ts';
import { zhCnSignatureChecks } from '#shared/i18n/zh-cn/signature-facts.ts';
import { factTopics, topicOf } from '#shared/model/fact-topic.ts';

const areas = { ...zhCnSignatureChecks, ofd: zhCnOfdChecks, pdf: zhCnPdfChecks };
const checks = Object.entries(areas).flatMap(([area, names]) => Object.keys(names).map((name) => `${area}.${name}`));

describe('what a check is about', () => {
  it('is explained for every topic: what was checked, the rule, and what would change it', () => {
    expect(Object.keys(zhCnFactTopics).toSorted()).toEqual([...factTopics].toSorted());
    const rules = Object.values(zhCnFactTopics).map(({ rule }) => rule);
    expect(rules.filter((rule) => !/GB\/T|GM\/T|ISO|RFC|国办|登记/.test(rule))).toEqual([]);
  });

  it('is told for every check of the catalogue, and "form" is the rest and not the rule', () => {
    const formal = checks.filter((check) => topicOf(check) === 'form');
    expect(checks.length).toBeGreaterThan(70);
    expect(formal.length).toBeLessThan(8);
  });

  it('keeps revocation, maker and signer apart', () => {
    expect(['chain.revocation', 'makerChain.root', 'chain.root', 'ses.makerSignature'].map(topicOf)).toEqual([
      'revocation',
      'maker',
      'certificate',
      'makerSignature',
    ]);
  });
});
