import type { XmlDocument } from './xml-tree.ts';

/** Parsed files kept: a page, its template, Document.xml and the lists beside it. */
const keptFiles = 8;
/** Bytes of XML behind all of them; a tree takes some twenty times as much. */
const keptBytes = 2 ** 20;

/**
 * Keeps what was parsed last, so that drawing one page does not parse it four times and the list of all pages anew for
 * each. What throws is not kept, and neither is anything long.
 */
export function keepParsed(
  read: (path: string) => Uint8Array,
  parse: (bytes: Uint8Array, path: string) => XmlDocument,
): (path: string) => XmlDocument {
  const kept = new Map<string, { readonly xml: XmlDocument; readonly bytes: number }>();
  let total = 0;
  const drop = (path: string): void => {
    total -= kept.get(path)?.bytes ?? 0;
    kept.delete(path);
  };
  return (path) => {
    const found = kept.get(path);
    if (found) {
      kept.delete(path);
      kept.set(path, found);
      return found.xml;
    }
    const bytes = read(path);
    const xml = parse(bytes, path);
    if (bytes.length > keptBytes / 2) return xml;
    kept.set(path, { xml, bytes: bytes.length });
    total += bytes.length;
    for (const oldest of kept.keys()) {
      if (kept.size <= keptFiles && total <= keptBytes) break;
      drop(oldest);
    }
    return xml;
  };
}
