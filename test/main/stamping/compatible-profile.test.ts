import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { readSignedData } from '#main/formats/cms/read.ts';
import { signerCertificate } from '#main/formats/cms/signer.ts';
import { fileSource } from '#main/platform/files.ts';
import { findWarrantOfRequest } from '#main/warrant/warrant-repository.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { submitBatch } from '#test/support/batches.ts';
import { hasOpenssl, openOpensslSm2 } from '#test/support/openssl-sm2.ts';
import { hasPyHanko, runPyHanko } from '#test/support/pyhanko.ts';

const compatible = { signatureProfile: 'compatible' } as const;
const seal = path.join(programFiles.samples, '通知.pdf');
let demo: DemoStation;
/** Signed once in the compatible form; sealed first and signed so afterwards, by two requests. */
let files: { readonly alone: string; readonly both: string };
let requestId: string;

beforeAll(async () => {
  demo = await openDemoStation();
  requestId = await demo.submitApproved(seal, undefined, compatible);
  const alone = (await demo.stamp(requestId)).output;
  const sealed = (await demo.stamp(await demo.submitApproved(seal))).output;
  const place = [{ page: 1, xMm: 30, yMm: 100, widthMm: 42, heightMm: 42 }];
  const both = (await demo.stamp(await demo.submitApproved(sealed, place, compatible))).output;
  files = { alone, both };
}, 60_000);
afterAll(() => demo.close());

describe('a stamp of the compatible profile', () => {
  it('is valid for the verifying path, beside a seal that stays valid', async () => {
    const auditor = await demo.client(demoPeople.auditor);
    const report = await auditor.verification.verify({ files: [files.alone, files.both] });
    const seen = report.files.map(({ verdict, signatures }) => [verdict, signatures.map(({ kind }) => kind)]);
    expect(seen).toEqual([
      ['valid', ['signature']],
      ['valid', ['seal', 'signature']],
    ]);
  });

  it('was bound by the approval: the warrant says so, and so does the register', async () => {
    const { db } = demo.station.parts;
    expect(findWarrantOfRequest(db, requestId)?.binding.signatureProfile).toBe('compatible');
    const auditor = await demo.client(demoPeople.auditor);
    const view = await (await demo.client(demoPeople.custodian)).approvals.get({ requestId });
    expect(view.notices).toContain('compatible-signature');
    expect(await auditor.ledger.check()).toMatchObject({ ok: true });
  });

  it('is refused for an OFD when it is asked for', async () => {
    const ofd = path.join(programFiles.samples, '许可决定书.ofd');
    await expect(demo.submit(ofd, undefined, compatible)).rejects.toMatchObject({ code: 'STAMP_PROFILE_UNSUPPORTED' });
  });

  it('is refused for an OFD in a batch when the batch is submitted, by its place in the list', async () => {
    const refused = submitBatch(demo, 2, { signatureProfile: 'compatible' });
    await expect(refused).rejects.toMatchObject({ code: 'STAMP_PROFILE_UNSUPPORTED', facts: { position: 2 } });
    const handler = await demo.client(demoPeople.handler);
    expect(await handler.batches.list()).toEqual([]);
  });

  it.skipIf(!hasOpenssl)('has a signature that OpenSSL verifies over its attributes', () => {
    const source = fileSource(files.alone);
    const [signature] = readPdfSignatures(source);
    source.close();
    const data = readSignedData(signature!.contents);
    const [info] = data.signers;
    const { publicKey } = readCertificate(signerCertificate(data, info!)!);
    const openssl = openOpensslSm2();
    const { signedBytes } = info!.signedAttributes!;
    expect(openssl.verify(publicKey!, signedBytes, info!.signature, '1234567812345678')).toBe(true);
    openssl.close();
  });

  it.skipIf(!canRun('qpdf', 'pdfsig'))('passes qpdf, and pdfsig sees it over the whole document', () => {
    expect(ask('qpdf', ['--check', files.both]).status).toBe(0);
    const { text } = ask('pdfsig', ['-nocert', files.both]);
    expect(text.match(/^Signature #/gm)).toHaveLength(2);
    expect(text.split('Signature #2')[1]).toContain('Total document signed');
  });

  it.skipIf(!hasPyHanko)('is intact and covers the entire file for pyHanko', { timeout: 300_000 }, async () => {
    for (const [file, field] of [
      [files.alone, 'Seal_1'],
      [files.both, 'Seal_2'],
    ] as const) {
      const { signatures } = JSON.parse(await runPyHanko('validate.py', [file])) as {
        signatures: readonly { field: string }[];
      };
      const own = signatures.find((one) => one.field === field);
      expect(own).toMatchObject({ coverage: 'ENTIRE_FILE', modification: 'NONE', intact: true });
    }
  });

  it('says to readers what it is', () => {
    const [signature] = readPdfSignatures(memorySource(fs.readFileSync(files.alone)));
    expect(signature).toMatchObject({ filter: 'Adobe.PPKLite', subFilter: 'adbe.pkcs7.detached' });
  });
});
