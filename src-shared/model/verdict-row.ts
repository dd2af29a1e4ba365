import type { FileReport } from '../contract/verification.ts';
import { verdictKind, type VerdictKind } from './verdict-kind.ts';
import type { Verdict } from './verdict.ts';

/** What a table of many files says of one of them: far less than its report. */
export interface VerdictRow {
  readonly file: string;
  readonly verdict: Verdict;
  readonly kind: VerdictKind;
  readonly format: 'PDF' | 'OFD' | null;
  readonly signatures: number;
  readonly seals: readonly string[];
  readonly signers: readonly string[];
  /** ISO 8601. */
  readonly signedAt: readonly string[];
  readonly sm3: string | null;
}

export function verdictRow(report: FileReport): VerdictRow {
  const { file, verdict, reasons, format, sm3, signatures } = report;
  const decisive = signatures.find((signature) => signature.verdict === verdict);
  return {
    file,
    verdict,
    kind: verdictKind(verdict, decisive?.reasons ?? reasons, decisive?.facts),
    format,
    signatures: signatures.length,
    seals: several(signatures.map(({ sealName }) => sealName)),
    signers: several(signatures.map(({ signer }) => signer)),
    signedAt: several(signatures.map(({ signedAt }) => signedAt)),
    sm3,
  };
}

function several(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))];
}

/** In the order in which verdicts are counted. */
export const verdictOrder: readonly Verdict[] = ['valid', 'indeterminate', 'invalid', 'unsigned', 'error'];
