import { describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';
import { zhCnOfdDetails } from '#shared/i18n/zh-cn/ofd-details.ts';
import { sources, text } from './sources.ts';

/** Where facts of a verification are made. */
const makers = sources.filter((path) => /^src-main\/(formats|trust|verification)\//.test(path));

function found(pattern: RegExp, paths: readonly string[] = makers): readonly string[] {
  const all = paths.flatMap((path) => [...text(path).matchAll(pattern)].map((match) => match[1]!));
  return [...new Set(all)].toSorted();
}

/** The members of a union of literals, read from its declaration. */
function members(type: string): readonly string[] {
  const declaration = makers
    .map((path) => new RegExp(`export type ${type} =([^;]+);`).exec(text(path))?.[1])
    .find((one) => one !== undefined);
  return [...(declaration ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1]!);
}

/** Names that a fact gets by changing the front of another's. */
const renamed: Readonly<Record<string, readonly string[]>> = {
  'chain.': ['makerChain.', 'timestampChain.'],
  'cms.': ['timestamp.'],
};

function otherNames(check: string): readonly string[] {
  return Object.entries(renamed).flatMap(([from, tos]) =>
    check.startsWith(from) ? tos.map((to) => check.replace(from, to)) : [],
  );
}

function checks(): readonly string[] {
  const stated = found(/(?:check(?:: Fact\['check'\])?(?: =|:)|\b(?:ok|fail|since)\() ?'([a-zA-Z]+\.[a-zA-Z]+)'/g);
  return [...new Set([...stated, ...stated.flatMap(otherNames), 'maker.certificate', 'signer.certificate'])];
}

const factFiles = makers.filter((path) => /\bFact\b/.test(text(path)));
/** Kinds of change in a PDF and reasons in a revocation list are evidence, not reasons of facts. */
const evidenceOnly =
  /^[a-z]+[A-Z].*(Added|Filled|Changed|Appended|Replaced)$|^(bytesAppended|unspecified|fileDamaged)$/;

function reasons(): readonly string[] {
  const stated = [
    ...found(/reason(?:: string)?(?: =|:) '([a-zA-Z0-9-]+)'/g, factFiles),
    ...found(/\? '([a-z]+(?:-[a-z]+)+)' : '/g, factFiles),
    ...found(/ : '([a-z]+(?:-[a-z]+)+)'/g, factFiles),
    ...found(/\b(?:fail|wrong|end)\((?:'[a-z]+', )?'([a-z]+-[a-z-]+|[a-z]+[A-Za-z]*)'/g, factFiles),
    ...found(/return '([a-z]+-[a-z-]+|[a-z]+[A-Z][A-Za-z]*)'/g, factFiles),
    ...['SignatureFailure', 'SignatureRemark', 'SesDeviation'].flatMap(members),
    ...['suspended', 'expired', 'cancelled'].flatMap((stop) => [
      `sealed-after-${stop}`,
      `${stop}-since`,
      `${stop}-later`,
    ]),
    ...['backslash', 'case', 'from-root', 'from-folder', 'missing'].map((reading) => `path-${reading}`),
    // What reading a damaged Signature.xml of OFD ends with.
    'unreadable',
    ...Object.keys(zhCnOfdDetails).filter((key) => /^(xml-|zip-(crc|data|size|ratio)$)/.test(key)),
  ];
  return [...new Set(stated)].filter((reason) => !evidenceOnly.test(reason));
}

/** Literals that the patterns catch and that are no reasons. */
const others = new Set(['seal-maker', 'ok', 'unknown']);

describe.each(['zh-CN', 'en'] as const)('the facts of a verification in %s', (language) => {
  const words = createWords(language);

  it('find the checks and reasons they judge', () => {
    expect(checks().length).toBeGreaterThan(70);
    expect(reasons().length).toBeGreaterThan(120);
    expect(members('SesDeviation')).toContain('time-without-zone');
  });

  it('name every check', () => {
    expect(checks().filter((check) => words.find(`facts.checks.${check}`) === undefined)).toEqual([]);
  });

  it('explain every reason', () => {
    const silent = reasons().filter((reason) => !others.has(reason) && !words.find(`facts.reasons.${reason}`));
    expect(silent).toEqual([]);
  });

  it('tell apart what a custodian must not confuse', () => {
    const confusable = [
      'content-changed',
      'signature-mismatch',
      'signer-not-in-list',
      'maker-not-listed',
      'seal-expired',
      'expired-since',
      'certificate-expired',
      'sealed-after-suspended',
      'suspended-since',
    ];
    const said = confusable.map((reason) => words.find(`facts.reasons.${reason}`));
    expect(new Set(said).size).toBe(confusable.length);
  });

  it('join check and reason into one line', () => {
    const line = words.say('facts.checkAndReason', { check: 'A', reason: 'B' });
    expect(line).toMatch(/^A(：|: )B$/);
    expect(words.say('facts.checkAlone', { check: 'A' })).toBe('A');
  });
});
