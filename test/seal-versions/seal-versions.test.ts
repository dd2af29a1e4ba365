import { describe, expect, it } from 'vitest';
import { isSignerInSeal } from '#main/formats/ses/check-entitlement.ts';
import { verifySealSignature } from '#main/formats/ses/check-signatures.ts';
import { readSeal } from '#main/formats/ses/read.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import type { KeptSeal } from '#main/seals/kept-seals.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { prepareStamp } from '#main/stamping/prepare-stamp.ts';
import { opensslDer, type OpensslDer } from '#test/support/openssl-der.ts';
import { hasOpenssl, openOpensslSm2 } from '#test/support/openssl-sm2.ts';
import { issue } from '#test/support/demo-authority.ts';
import { authority, signDigest, signedOn } from '#test/attacks/authority.ts';
import { judgeBytes } from '#test/support/judge-bytes.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { afterwards, contextOf, trustIn } from '#test/support/verification-fixture.ts';
import { alteredSeal, sealOf, sealVersionFixtures } from './fixtures.ts';

const trusted = contextOf(trustIn(authority), { now: afterwards });
const layouts = ['V1', 'V4', 'V5'] as const;

describe('a seal of each version', () => {
  it.each(layouts)('%s is read field by field, and its maker verified', (layout) => {
    const seal = readSeal(sealOf(layout));
    expect(seal).toMatchObject({
      layout,
      version: Number(layout.slice(1)),
      vid: 'SEALKEEPER',
      esId: '11010000000001',
      name: '测试单位公章',
      type: 1,
      createdAt: new Date('2026-02-01T00:00:00Z'),
      validTo: new Date('2031-02-01T00:00:00Z'),
      picture: { type: 'PNG', widthMm: 42, heightMm: 42 },
      deviations: [],
    });
    expect(verifySealSignature(seal).state).toBe('ok');
    expect(isSignerInSeal(seal, authority.signer.certificate.der).state).toBe('ok');
  });

  it.skipIf(!hasOpenssl).each(layouts)('%s is signed by its maker for OpenSSL as well', (layout) => {
    const openssl = openOpensslSm2();
    const fields = opensslDer(sealOf(layout)).children as [OpensslDer, OpensslDer, OpensslDer, OpensslDer];
    const [info, second] = fields;
    const [cert, algorithm, value] = layout === 'V1' ? (second.children as OpensslDer[]) : fields.slice(1);
    const body = Buffer.concat([info.whole, cert!.whole, algorithm!.whole]);
    const signed = layout === 'V1' ? Buffer.concat([Uint8Array.of(0x30, 0x82, body.length >> 8, body.length)]) : null;
    const message = signed === null ? info.whole : Buffer.concat([signed, body]);
    const { publicKey } = authority.maker;
    const verify = (bytes: Uint8Array) =>
      openssl.verify(publicKey, bytes, value!.content.subarray(1), '1234567812345678');
    expect([verify(message), verify(message.subarray(1))]).toEqual([true, false]);
    openssl.close();
  });

  it.each(layouts)('%s fails when its name was exchanged (ATK-20)', (layout) => {
    const seal = readSeal(alteredSeal(layout));
    expect([seal.layout, seal.name.startsWith('别')]).toEqual([layout, true]);
    expect(verifySealSignature(seal)).toMatchObject({ state: 'fail', reason: 'signature-mismatch' });
  });
});

describe.each(layouts)('a document sealed in %s', (layout) => {
  it.each(sealVersionFixtures.filter((fixture) => fixture.layout === layout))(
    '$name ($format) is $expected: $description',
    async ({ make, expected, reason }) => {
      const { verdict, reasons } = await judgeBytes(await make(), trusted);
      expect([verdict, ...reasons].join(' ')).toContain(reason);
      expect(verdict, reasons.join(' ')).toBe(expected);
    },
  );
});

describe('the timestamp of a V5 seal', () => {
  const timestamped = sealVersionFixtures.find(({ name }) => name === 'v5-timestamped')!;

  it('is a warning and decides nothing where its authority is not known', async () => {
    const maker = { makers: [authority.maker.certificate], signerRoots: [issue('别的根', 'root-ca').certificate] };
    const { signatures } = await judgeBytes(await timestamped.make(), contextOf(trustIn(authority, maker)));
    const fact = signatures[0]?.facts.find(({ check }) => check === 'ses.sealTimestamp');
    expect(fact?.state).toBe('warn');
  });

  it('is told as in order with the time it proves', async () => {
    const { signatures } = await judgeBytes(await timestamped.make(), trusted);
    const fact = signatures[0]?.facts.find(({ check }) => check === 'ses.sealTimestamp');
    expect(fact).toMatchObject({ state: 'ok', evidence: { proven: '2026-02-01T00:01:00.000Z' } });
  });
});

const kept = (layout: (typeof layouts)[number], listsDigest = false): KeptSeal => {
  const sealDer = sealOf(layout, { listsDigest });
  const seal = readSeal(sealDer);
  const { signer } = authority;
  return { sealDer, seal, name: seal.name, esId: seal.esId, certificate: signer.certificate.der } as KeptSeal;
};
const prepared = (format: 'PDF' | 'OFD', seal: KeptSeal) => {
  const bytes = format === 'PDF' ? pdfDocument() : makeOfd();
  const placements = [{ page: 1, xMm: 100, yMm: 60, widthMm: 42, heightMm: 42 }];
  return {
    bytes,
    stamp: prepareStamp({
      format,
      source: memorySource(bytes),
      seal,
      certificate: authority.signer.certificate,
      draft: { placements, reason: '测试' },
      signedAt: signedOn,
      textFont: () => undefined,
    }),
  };
};

describe('stamping', () => {
  it.each([
    ['PDF', false],
    ['OFD', false],
    ['OFD', true],
  ] as const)('is done with a V4 seal of another writer: %s, digest list %s', async (format, listsDigest) => {
    const { bytes, stamp } = prepared(format, kept('V4', listsDigest));
    const { document, e, assemble } = await stamp;
    const { keepsOriginal, chunks } = document.finish(
      assemble(rsToDer(signDigest(authority.signer.privateKey, e)), null),
    );
    const whole = new Uint8Array(Buffer.concat([...(keepsOriginal ? [bytes] : []), ...chunks]));
    expect(await judgeBytes(whole, trusted)).toMatchObject({ verdict: 'valid' });
  });

  it.each(['V1', 'V5'] as const)('is refused with a %s seal before the key is asked', async (layout) => {
    await expect(prepared('PDF', kept(layout)).stamp).rejects.toMatchObject({ code: 'SEAL_VERSION_UNSUPPORTED' });
  });
});
