import type { FileReport, SignatureCoverage } from '../contract/verification.ts';

/** A report as it is saved for programs: `docs/formats/verification-report.md`. */
export interface VerificationReport {
  readonly format: 'sealkeeper.verification-report';
  readonly version: 1;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly verifiedAt: string;
  readonly report: FileReport;
  /** In the order of the report's signatures; empty where the pages were not looked at. */
  readonly coverage: readonly SignatureCoverage[];
}

export function verificationReport(input: {
  readonly fileName: string;
  readonly size: number;
  readonly verifiedAt: Date;
  readonly report: FileReport;
  readonly coverage?: readonly SignatureCoverage[];
}): VerificationReport {
  const { fileName, size, verifiedAt, report, coverage = [] } = input;
  return {
    format: 'sealkeeper.verification-report',
    version: 1,
    fileName,
    size,
    verifiedAt: verifiedAt.toISOString(),
    // The path of this computer is nobody else's business.
    report: { ...report, file: fileName },
    coverage,
  };
}
