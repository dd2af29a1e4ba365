/** One replacement in the text of an XML file; everything outside keeps its characters. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Applies edits that do not overlap. @returns UTF-8, with the byte order mark if the text has one */
export function applyEdits(text: string, edits: readonly TextEdit[]): Uint8Array {
  let edited = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    edited += text.slice(at, edit.start) + edit.replacement;
    at = edit.end;
  }
  return new TextEncoder().encode(edited + text.slice(at));
}

/** Text that is safe as character data and inside a double-quoted attribute. */
export function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A name with the prefix (none, `ofd:`, a vendor's) that `qualifiedName` was written with. */
export function nameLike(qualifiedName: string, name: string): string {
  const colon = qualifiedName.indexOf(':');
  return colon < 0 ? name : `${qualifiedName.slice(0, colon)}:${name}`;
}
