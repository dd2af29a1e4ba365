export const columnNames = [
  'entryNo',
  'usedAt',
  'document',
  'documentNumber',
  'dept',
  'handler',
  'approvers',
  'seal',
  'copies',
  'result',
  'sync',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** Widths at the standard size, in CSS pixels. The document takes what is left, and at least this. */
const widths: Readonly<Record<ColumnName, number>> = {
  entryNo: 116,
  usedAt: 132,
  document: 270,
  documentNumber: 164,
  dept: 112,
  handler: 84,
  approvers: 84,
  seal: 128,
  copies: 60,
  result: 108,
  sync: 96,
};

const leastDocumentPx = 120;

/** They leave in this order when the width is short; the last three only on a very narrow screen. */
const leaving: readonly ColumnName[] = [
  'sync',
  'copies',
  'approvers',
  'handler',
  'dept',
  'documentNumber',
  'seal',
  'usedAt',
];

export interface LaidColumn {
  readonly name: ColumnName;
  readonly widthPx: number;
}

/**
 * Which columns there is room for.
 *
 * @param scale how much larger text is than at the standard size
 */
export function layColumns(widthPx: number, scale: number): readonly LaidColumn[] {
  let shown = [...columnNames];
  const needed = (): number => shown.reduce((sum, name) => sum + Math.round(widths[name] * scale), 0);
  for (const name of leaving) {
    if (needed() <= widthPx) break;
    shown = shown.filter((each) => each !== name);
  }
  // The document takes what is spare; where nothing is left to leave, it gives way itself.
  const document = Math.max(leastDocumentPx, Math.round(widths.document * scale) + widthPx - needed());
  return shown.map((name) => ({
    name,
    widthPx: name === 'document' ? document : Math.round(widths[name] * scale),
  }));
}

/** `11-17 17:05:30`, with the year where it is another than the book's. @param usedAt office time */
export function shortTime(usedAt: string, year: number): string {
  const text = usedAt.slice(0, 19).replace('T', ' ');
  return text.startsWith(String(year)) ? text.slice(5) : text;
}
