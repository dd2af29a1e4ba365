import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSesSignature, writeTbsSign } from '#main/formats/ses/write.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import type { Placement } from '#shared/model/placement.ts';
import { corpus, corpusFile } from '#test/support/corpus-entries.ts';
import { corpusOfd } from '#test/support/corpus-ofd.ts';
import { demoAuthority, duringValidity } from '#test/support/demo-authority.ts';
import { editOfd } from '#test/support/ofd-editor.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { prepare, stamp } from '#test/support/ofd-stamps.ts';
import { hasOfdrw, validateWithOfdrw, type OfdrwVerdict } from '#test/support/ofdrw.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { sealVersionFixtures } from '#test/seal-versions/fixtures.ts';

const authority = demoAuthority();
const sealDer = makeSeal(authority.maker, authority.signer);
const samplePath = fileURLToPath(new URL('../../assets/samples/许可决定书.ofd', import.meta.url));

/** A real V4 seal signature by a throw-away SM2 key. */
async function seal(bytes: Uint8Array, placements: readonly Placement[]): Promise<Uint8Array> {
  const signedAt = duringValidity;
  const { dataHash, propertyInfo, finish } = await prepare(bytes, { placements, sealDer, signedAt });
  const tbs = writeTbsSign({ sealDer, time: signedAt, dataHash, propertyInfo });
  const signatureDer = rsToDer(authority.signer.sign(tbs));
  const value = writeSesSignature({ tbs, certificate: authority.signer.certificate.der, signatureDer });
  return Buffer.concat([...finish(value).chunks]);
}

const at = (page: number): Placement => ({ page, xMm: 100, yMm: 60, widthMm: 38, heightMm: 38 });
/** Ours, of every version that ofdrw has. */
const versions = sealVersionFixtures.filter(({ ofdrw }) => ofdrw !== undefined);
const sealable = corpusOfd.filter(({ locked, refusal }) => locked === undefined && refusal === undefined);

/**
 * What earlier signatures in these files fail on, with and without ours: changed digests, a missing value, algorithm
 * names and signature forms that ofdrw does not read. ofdrw stops at the first failure.
 */
const failsBefore = new Set(
  'signed-raw-sm2 signed-v1-dms360 signed-v4-gomain-altered derived/seal-file-swapped derived/sealed-v4-raw-rs derived/signedvalue-missing derived/tampered-page derived/tampered-signature-xml derived/tampered-signedvalue'
    .split(' ')
    .map((name) => `${name}.ofd`),
);

describe.skipIf(!hasOfdrw)('sealed OFD judged by ofdrw', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ofdrw-'));
  const verdicts = new Map<string, OfdrwVerdict>();

  beforeAll(async () => {
    const files: Record<string, Uint8Array> = {
      'once.ofd': await seal(makeOfd({ pages: 3 }), [at(1)]),
      'twice.ofd': await seal(await seal(makeOfd(), [at(1)]), [at(1)]),
      'every-page.ofd': await seal(
        makeOfd({ pages: 20 }),
        Array.from({ length: 20 }, (_, index) => at(index + 1)),
      ),
      'not-signed.ofd': await stamp(makeOfd()),
      'sample.ofd': readFileSync(samplePath),
      'sample-sealed.ofd': await seal(readFileSync(samplePath), [at(1)]),
    };
    files['changed.ofd'] = await editOfd(files['once.ofd']!, {
      '/Doc_0/Pages/Page_0/Content.xml': (text) => text.replace('第 1 页', '第 9 页'),
    });
    for (const { name } of corpus ? sealable : []) {
      files[name.replace('/', '~')] = await seal(corpusFile(`ofd/${name}`), [at(1)]);
    }
    for (const { name, make } of versions) files[`${name}.ofd`] = await make();
    const paths = Object.entries(files).map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    for (const verdict of await validateWithOfdrw(paths)) verdicts.set(basename(verdict.file), verdict);
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['one seal', 'once.ofd', 'VALID', 3],
    ['a second seal beside the first', 'twice.ofd', 'VALID', 1],
    ['one seal with a stamp on every page', 'every-page.ofd', 'VALID', 20],
    ['the sample with a seal', 'sample-sealed.ofd', 'VALID', 1],
    ['the sample as it is shipped', 'sample.ofd', 'UNSIGNED', 1],
    ['a page changed after sealing', 'changed.ofd', 'FAIL', 3],
    ['a signed value that is none', 'not-signed.ofd', 'FAIL', 1],
  ])('%s: %s is %s', (_, file, verdict, pages) => {
    expect(verdicts.get(file)).toMatchObject({ verdict, pages });
  });

  it.each(versions)('a fixture of version $layout, $description, is $ofdrw', ({ name, ofdrw }) => {
    expect(verdicts.get(`${name}.ofd`), JSON.stringify(verdicts.get(`${name}.ofd`))).toMatchObject({ verdict: ofdrw });
  });

  it.skipIf(!corpus).each(sealable.filter(({ name }) => !failsBefore.has(name)))(
    'a seal on $name is VALID',
    ({ name, pages }) => {
      expect(verdicts.get(name.replace('/', '~'))).toMatchObject({ verdict: 'VALID', pages });
    },
  );
});
