/** A number stays a number; a text that a spreadsheet would not leave alone is marked as text. */
export function guardedCell(cell: string | number): string | number {
  if (typeof cell === 'number') return cell;
  const isComputed = '=+-@＝＋－＠'.includes(cell.trimStart().charAt(0) || ' ') || /^[\t\r\n]/.test(cell);
  const isRounded = /^\d{12,}$|^0\d+$|^\d+(\.\d+)?[eE]\d+$|^\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?$/.test(cell);
  return isComputed || isRounded || cell.startsWith("'") ? `'${cell}` : cell;
}
