import { createHash } from 'node:crypto';
import { memorySource } from '#main/formats/byte-source.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { noMaterial } from '#main/trust/revocation-material.ts';
import { verifyPdf } from '#main/verification/verify-pdf.ts';
import { demoAuthority } from '#test/support/demo-authority.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { sealDocument } from '#test/support/sealed-documents.ts';
import { afterwards, contextOf, trustIn } from '#test/support/verification-fixture.ts';
import { duringValidity } from '#test/support/demo-authority.ts';

export interface VerifyBench {
  readonly pages: number;
  readonly signatures: number;
  readonly bytes: number;
  /** Every check of every signature: digests, chains, changes of every later revision. */
  readonly verifyMs: number;
  /** The first run, with nothing compiled yet. */
  readonly firstMs: number;
  /** SM3 of the same bytes once: what no verifier can do without. */
  readonly sm3Ms: number;
  readonly sha256Ms: number;
}

const pages = 500;
const signatures = 20;
const runs = 5;

/** 20 seals on 500 pages, one after the other, with all checks on. */
export async function verifyBench(): Promise<VerifyBench> {
  const authority = demoAuthority();
  let bytes = pdfDocument(Array.from({ length: pages }, () => ({})));
  for (let index = 0; index < signatures; index += 1) {
    const page = 1 + index * Math.floor(pages / signatures);
    const placements = [{ page, xMm: 20, yMm: 30 + index, widthMm: 40, heightMm: 40 }];
    bytes = await sealDocument(authority, bytes, { time: duringValidity, placements });
  }
  const context = contextOf(trustIn(authority), { now: afterwards, revocation: noMaterial });
  const verify = (): number =>
    timed(() => {
      const reports = verifyPdf(memorySource(bytes), context);
      const isWhole = reports.length === signatures && reports.every(({ verdict }) => verdict === 'valid');
      if (!isWhole) throw new Error('the bench measures valid signatures');
    });
  const firstMs = verify();
  const times = Array.from({ length: runs }, verify);
  return {
    pages,
    signatures,
    bytes: bytes.length,
    verifyMs: median(times),
    firstMs,
    sm3Ms: median(Array.from({ length: runs }, () => timed(() => void sm3(bytes)))),
    sha256Ms: median(Array.from({ length: runs }, () => timed(() => void createHash('sha256').update(bytes).digest()))),
  };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return Number((performance.now() - start).toFixed(1));
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
