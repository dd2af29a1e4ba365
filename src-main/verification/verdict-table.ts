import { stringify } from 'csv-stringify/sync';
import { guardedCell } from '#main/ledger/export-csv.ts';
import type { Words } from '#main/platform/words.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { verdictKind } from '#shared/model/verdict-kind.ts';

const columns = ['file', 'verdict', 'reason', 'format', 'signatures', 'seals', 'signers', 'signedAt', 'sm3'] as const;

/** One row a file, for a spreadsheet: UTF-8 with a mark, and cells a spreadsheet would compute are made text (ATK-46). */
export function verdictTable(reports: readonly FileReport[], { say }: Words): string {
  const rows = reports.map((report) => {
    const { file, verdict, format, sm3, signatures } = report;
    const cells: Readonly<Record<(typeof columns)[number], string | number>> = {
      file,
      verdict: say(`states.verdict.${verdict}`),
      reason: say(`screen.verify.kind.${kindOf(report)}.title`),
      format: format ?? '',
      signatures: signatures.length,
      seals: several(signatures.map(({ sealName }) => sealName)),
      signers: several(signatures.map(({ signer }) => signer)),
      signedAt: several(signatures.map(({ signedAt }) => signedAt)),
      sm3: sm3 ?? '',
    };
    return columns.map((column) => guardedCell(cells[column]));
  });
  const head = columns.map((column) => say(`cli.verify.columns.${column}`));
  return `\u{feff}${stringify([head, ...rows], { record_delimiter: 'windows', quoted_string: true })}`;
}

function several(values: readonly (string | null)[]): string {
  return [...new Set(values.filter((value) => value !== null))].join('；');
}

function kindOf({ verdict, reasons, signatures }: FileReport): string {
  const decisive = signatures.find((signature) => signature.verdict === verdict);
  return verdictKind(verdict, decisive?.reasons ?? reasons, decisive?.facts);
}
