import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memorySource } from '#main/formats/byte-source.ts';
import { prepareOfd } from '#main/formats/ofd/prepare.ts';
import { preparePdf } from '#main/formats/pdf/prepare-pdf.ts';
import type { PreparedSignature } from '#main/formats/prepared.ts';
import type { Placement } from '#shared/model/placement.ts';
import { issue, type KeyHolder } from './demo-authority.ts';
import { sealImage } from './pdf-stamping.ts';
import { makeSeal } from './sample-seal.ts';
import { sesSignature, type DemoAuthority, type SesSample } from './verification-fixture.ts';

/** What a test changes about an otherwise good document. */
export interface SealingSample extends Omit<SesSample, 'dataHash' | 'propertyInfo'> {
  readonly placements?: readonly Placement[];
  /** Stored as Seal.esl of an OFD instead of the seal that signs. */
  readonly sealFile?: Uint8Array;
}

const somewhere: Placement = { page: 1, xMm: 100, yMm: 60, widthMm: 42, heightMm: 42 };

/** Seals an OFD or a PDF with a real V4 signature, as a producer with these keys would. */
export async function sealDocument(
  authority: DemoAuthority,
  bytes: Uint8Array,
  sample: SealingSample = {},
): Promise<Uint8Array> {
  const { placements = [somewhere], sealFile } = sample;
  const signer = sample.signer ?? authority.signer;
  const sealDer = sealFile ?? makeSeal(sample.maker ?? authority.maker, sample.listed ?? signer, sample.seal);
  const input = {
    placements,
    sealImage: { type: 'PNG', data: sealImage() },
    sealDer,
    signedAt: sample.time ?? new Date(),
  } as const;
  const isPdf = Buffer.from(bytes).subarray(0, 5).toString('latin1') === '%PDF-';
  const prepared: PreparedSignature = isPdf
    ? preparePdf(memorySource(bytes), input)
    : await prepareOfd(memorySource(bytes), input);
  const { dataHash, propertyInfo } = prepared;
  // SM2 signatures differ from time to time, so the stored seal and the embedded one must be the same object.
  const embedded = sealFile === undefined ? { sealDer } : {};
  const value = sesSignature(authority, { ...sample, ...embedded, dataHash, propertyInfo, time: input.signedAt });
  const { chunks, keepsOriginal } = prepared.finish(value);
  return new Uint8Array(Buffer.concat([...(keepsOriginal ? [bytes] : []), ...chunks]));
}

/** An authority in force around the present, for programs that read the clock themselves. */
export function authorityOfToday(): DemoAuthority & { readonly validFrom: Date; readonly validTo: Date } {
  const dayMs = 86_400_000;
  const validFrom = new Date(Date.now() - 30 * dayMs);
  const validTo = new Date(Date.now() + 365 * dayMs);
  const period = { notBefore: validFrom, notAfter: validTo };
  const root = issue('测试根', 'root-ca', undefined, period);
  const sub = issue('测试运营CA', 'sub-ca', root, period);
  return {
    root,
    sub,
    signer: issue('张三', 'signer', sub, period),
    maker: issue('制章中心', 'seal-maker', sub, period),
    validFrom,
    validTo,
  };
}

/** Writes certificates as a trust folder. */
export function writeTrustFolder(folder: string, holders: readonly KeyHolder[]): string {
  mkdirSync(folder, { recursive: true });
  holders.forEach(({ certificate }, index) => writeFileSync(join(folder, `${index}.crt`), certificate.der));
  return folder;
}
