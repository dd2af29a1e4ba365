import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyFiles } from '#main/app/verify-files.ts';
import { readSignedData } from '#main/formats/cms/read.ts';
import { adjustableClock } from '#main/platform/clock.ts';
import { createWords } from '#main/platform/words.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { corpus, pdfSignatures } from '#test/support/corpus-entries.ts';
import { corpusVerdicts, judgedAt } from '#test/support/corpus-verdicts.ts';

const folder = corpus ?? '';
const derived = join(folder, 'ofd/derived');
const words = createWords();

async function judge(files: readonly string[], trustFolder: string): Promise<FileReport[]> {
  const paths = files.map((file) => join(folder, file));
  return [...(await verifyFiles({ files: paths, trustFolder, words, clock: adjustableClock(judgedAt) })).files];
}

/** Documents in the folders of the corpus, whether or not the table knows them. */
const documents = (): string[] =>
  ['ofd', 'pdf'].flatMap((kind) =>
    readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ofd|pdf)$/.test(name))
      .map((name) => `${kind}/${name.replaceAll('\\', '/')}`),
  );

describe.skipIf(!corpus)('verdicts over the public corpus (SEALKEEPER_CORPUS)', () => {
  const reports = new Map<string, FileReport>();
  let scratch: string;

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'trust-folders-'));
    const found = await judge(
      corpusVerdicts.map(({ file }) => file),
      derived,
    );
    corpusVerdicts.forEach(({ file }, index) => reports.set(file, found[index]!));
  }, 120_000);

  afterAll(() => rmSync(scratch, { recursive: true }));

  const trustOf = (name: string, certificates: readonly string[]): string => {
    const trust = join(scratch, name);
    mkdirSync(trust);
    for (const certificate of certificates) copyFileSync(join(derived, certificate), join(trust, certificate));
    return trust;
  };

  it('are stated for every document', () => {
    expect(corpusVerdicts.map(({ file }) => file).toSorted()).toEqual(documents().toSorted());
  });

  it.each(corpusVerdicts)('$file: $verdict $reason', ({ file, verdict, reason }) => {
    const report = reports.get(file);
    expect(report?.verdict).toBe(verdict);
    expect(reason === '' ? '' : report?.reasons[0]).toBe(reason);
    expect(report?.error?.code).toBe(verdict === 'error' ? reason : undefined);
    expect(report?.signatures.length === 0).toBe(verdict === 'unsigned' || verdict === 'error');
  });

  it.each(['zh-CN', 'en'] as const)('say every reason in words (%s)', (language) => {
    const { find } = createWords(language);
    const facts = [...reports.values()].flatMap(({ signatures }) => signatures.flatMap((one) => one.facts));
    const wordless = facts.flatMap(({ check, reason }) => [
      ...(find(`facts.checks.${check}`) === undefined ? [check] : []),
      ...(reason !== undefined && find(`facts.reasons.${reason}`) === undefined ? [reason] : []),
    ]);
    expect(wordless).toEqual([]);
    expect(facts.length).toBeGreaterThan(1000);
  });

  it('call valid neither what was altered nor what was sealed by somebody not entitled', () => {
    const bad =
      /tampered|swapped|reference-missing|signedvalue-missing|signer-not|altered|expired|later|spoofing|added-page|sneaky|overlap|gap-too-big/;
    const judged = [...reports].filter(([file]) => bad.test(file));
    expect(judged.length).toBeGreaterThan(15);
    expect(judged.filter(([, { verdict }]) => verdict !== 'invalid').map(([file]) => file)).toEqual([]);
  });

  describe('with other trust folders', () => {
    it.each([
      ['the root and the maker, but not what stands between', ['root.crt', 'maker.crt'], 'valid', ''],
      ['the whole chain and the maker', ['root.crt', 'sub.crt', 'maker.crt'], 'valid', ''],
      ['the maker alone', ['maker.crt'], 'indeterminate', 'chain.root:issuer-not-found'],
      ['the chain without the maker', ['root.crt', 'sub.crt'], 'indeterminate', 'trust.maker:maker-not-listed'],
      ['nothing', [], 'indeterminate', 'trust.maker:maker-not-listed'],
    ] as const)('a good seal under %s is %s', async (name, certificates, verdict, reason) => {
      const [report] = await judge(['ofd/derived/sealed-v4.ofd'], trustOf(name, certificates));
      expect(report?.verdict).toBe(verdict);
      expect(reason && report?.reasons[0]).toBe(reason);
      const vouched = name.includes('between');
      expect(report?.reasons.includes('chain.root:issuer-vouched-by-maker')).toBe(vouched);
    });

    it('a timestamp by a trusted authority proves a time whose certificate has run out since (ATK-28)', async () => {
      const name = 'pdf/pades-lta-dss-indirect-arrs-test.pdf';
      const trust = trustOf('test authority of pyHanko', []);
      const carried = pdfSignatures(name).flatMap(
        ({ contents }) => readSignedData(withoutPadding(contents)).certificates,
      );
      carried
        .filter((der) => readCertificate(der).isSelfIssued)
        .forEach((der, index) => writeFileSync(join(trust, `root-${index}.der`), der));
      const [report] = await judge([name], trust);
      expect(report?.verdict).toBe('valid');
      expect(report?.signatures.map(({ kind, timeSource }) => [kind, timeSource])).toEqual([
        ['signature', 'timestamp'],
        ['timestamp', 'timestamp'],
      ]);
      expect(report?.reasons).toContain('time.certificateNow:expired-later');
    });
  });
});

/** The DER element at the start of Contents; the rest is filled with zeros. */
function withoutPadding(contents: Uint8Array): Uint8Array {
  return contents.subarray(0, 4 + Buffer.from(contents).readUInt16BE(2));
}
