import { guardedCell } from './sheet-cell.ts';
import type { VerdictRow } from './verdict-row.ts';

const columns = ['file', 'verdict', 'reason', 'format', 'signatures', 'seals', 'signers', 'signedAt', 'sm3'] as const;

/**
 * One row a file, for a spreadsheet: CSV (RFC 4180) in UTF-8 with a mark, and cells a spreadsheet would compute are made
 * text (ATK-46). The command line and the screen write the same.
 *
 * @param say a sentence of the catalogue by its path
 */
export function verdictSheet(rows: readonly VerdictRow[], say: (key: string) => string): string {
  const lines = rows.map((row) => {
    const cells: Readonly<Record<(typeof columns)[number], string | number>> = {
      file: row.file,
      verdict: say(`states.verdict.${row.verdict}`),
      reason: say(`screen.verify.kind.${row.kind}.title`),
      format: row.format ?? '',
      signatures: row.signatures,
      seals: row.seals.join('；'),
      signers: row.signers.join('；'),
      signedAt: row.signedAt.join('；'),
      sm3: row.sm3 ?? '',
    };
    return columns.map((column) => quoted(guardedCell(cells[column])));
  });
  const head = columns.map((column) => quoted(say(`cli.verify.columns.${column}`)));
  return `\u{feff}${[head, ...lines].map((line) => `${line.join(',')}\r\n`).join('')}`;
}

function quoted(cell: string | number): string {
  if (typeof cell === 'number' || cell === '') return String(cell);
  return `"${cell.replaceAll('"', '""')}"`;
}
