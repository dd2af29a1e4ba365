import fs from 'node:fs';
import path from 'node:path';
import { detectFormat } from '#main/documents/document-format.ts';
import { pageSizes } from '#main/documents/page-sizes.ts';
import { readSeal } from '#main/formats/ses/read.ts';
import { fileSource } from '#main/platform/files.ts';
import type { KeptSeal } from '#main/seals/kept-seals.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { prepareStamp } from '#main/stamping/prepare-stamp.ts';
import { selfCheck } from '#main/stamping/self-check.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { authorityOfToday } from '#test/support/sealed-documents.ts';
import { sealImage } from '#test/support/pdf-stamping.ts';
import { makeSeal } from '#test/support/sample-seal.ts';

/** What became of one corpus file that was to be stamped. */
export interface CorpusStamp {
  /** Below the corpus folder, with `/`. */
  readonly name: string;
  readonly format: DocumentFormat | null;
  /** Where the stamped file is; null where the stamp was refused. */
  readonly output: string | null;
  /** Code of the refusal with its detail; empty for a stamped file. */
  readonly refusal: string;
}

/**
 * Stamps every PDF and OFD of the corpus by the station's own preparing and self-check, which verifies that every
 * earlier signature is as whole as before. A file is stamped or refused; anything else is thrown.
 */
export async function stampCorpus(corpus: string, into: string): Promise<readonly CorpusStamp[]> {
  const names = fs.readdirSync(corpus, { recursive: true, encoding: 'utf8' });
  const documents = names.filter((name) => /\.(pdf|ofd)$/i.test(name)).map((name) => name.split(path.sep).join('/'));
  const { maker, signer } = authorityOfToday();
  const picture = { type: 'PNG', data: sealImage(), widthMm: 20, heightMm: 20 } as const;
  const sealDer = makeSeal(maker, signer, { picture });
  const seal = {
    name: '测试单位公章',
    seal: readSeal(sealDer),
    sealDer,
    certificate: signer.certificate.der,
  } as unknown as KeptSeal;
  const rows: CorpusStamp[] = [];
  for (const [n, name] of documents.toSorted().entries()) {
    const file = path.join(corpus, name);
    const output = path.join(into, `${n}${path.extname(name).toLowerCase()}`);
    let format: DocumentFormat | null = null;
    try {
      const source = fileSource(file);
      try {
        format = detectFormat(source);
        const { size } = await pageSizes(format, source);
        const page = size(1);
        const side = Math.min(20, page.widthMm / 2, page.heightMm / 2);
        const placements = [{ page: 1, xMm: side / 4, yMm: side / 4, widthMm: side, heightMm: side }];
        const prepared = await prepareStamp({
          format,
          source,
          seal,
          certificate: signer.certificate,
          draft: { placements, reason: '测试用印' },
          signedAt: new Date(Math.floor(Date.now() / 1000) * 1000),
          textFont: () => undefined,
        });
        const signedValue = prepared.assemble(rsToDer(signer.sign(prepared.toBeSigned)), null);
        const { keepsOriginal, chunks } = prepared.document.finish(signedValue);
        fs.writeFileSync(output, Buffer.concat([...(keepsOriginal ? [fs.readFileSync(file)] : []), ...chunks]));
        const { der: certificate } = signer.certificate;
        const question = { file: output, originalFile: file, format, signedValue, certificate } as const;
        await selfCheck({ ...question, profile: 'seal', entry: name });
      } finally {
        source.close();
      }
      rows.push({ name, format, output, refusal: '' });
    } catch (error) {
      if (!(error instanceof StationError)) throw error;
      const { detail, reason } = error.facts;
      const because = String(reason ?? detail ?? '').replace(/^@/, '');
      rows.push({ name, format, output: null, refusal: `${error.code} ${because}`.trim() });
    }
  }
  return rows;
}
