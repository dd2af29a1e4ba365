import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { OfdLimits } from './package-limits.ts';
import { refusal } from './refusal.ts';

/**
 * An element with what OFD needs of it. Offsets are UTF-16 units in `XmlDocument.text`, so that an edit can leave
 * every other character as it was.
 */
export interface XmlElement {
  /** Name without prefix. */
  readonly name: string;
  /** Name as written. */
  readonly qualifiedName: string;
  readonly namespace: string;
  /** Unqualified attributes by name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  /** Character data directly inside, joined. */
  text: string;
  /** Offset of `<` ... */
  readonly start: number;
  /** ... of the first character after the start tag ... */
  readonly contentStart: number;
  /** ... of the end tag (equal to `end` when the element closes itself) ... */
  contentEnd: number;
  /** ... and of the first character after the element. */
  end: number;
}

export interface XmlDocument {
  readonly path: string;
  readonly text: string;
  readonly root: XmlElement;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The namespace of GB/T 33190 in its published and its early vendor form. */
const ofdNamespace = /^http:\/\/www\.ofdspec\.org(\/|$)/;

/** Elements whose imitation in a foreign namespace would show different readers different files (ATK-27). */
const structural = new Set(
  'OFD DocBody DocRoot Document CommonData Pages Page Signatures Signature SignedInfo SignedValue References'.split(
    ' ',
  ),
);

/**
 * Parses one file of the package. No DTD, no external entity, bounded depth and counts.
 *
 * Elements are matched by local name; the namespace may be missing or an early vendor's. What stands in any other
 * namespace is kept in the tree but is invisible to `childrenOf`.
 *
 * @throws DOC_HOSTILE for DOCTYPE, lies about the encoding, imitated elements; DOC_BROKEN when not well-formed;
 * DOC_TOO_LARGE beyond the limits
 */
export function parseXml(bytes: Uint8Array, path: string, limits: OfdLimits): XmlDocument {
  if (bytes.length > limits.maxXmlBytes) {
    throw refusal('DOC_TOO_LARGE', 'xml-too-large', { path, actual: bytes.length, limit: limits.maxXmlBytes });
  }
  const text = decode(bytes, path);
  const builder = createBuilder(text, path, limits);
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw refusal('DOC_BROKEN', 'xml-broken', { path }, error);
  });
  parser.on('doctype', () => {
    throw refusal('DOC_HOSTILE', 'xml-doctype', { path });
  });
  parser.on('xmldecl', ({ encoding, version }) => {
    if (version !== undefined && version !== '1.0') throw refusal('DOC_BROKEN', 'xml-broken', { path });
    checkEncoding(encoding, bytes, path);
  });
  parser.on('opentag', (tag) => builder.open(tag, parser.position));
  parser.on('closetag', (tag) => builder.close(tag, parser.position));
  parser.on('text', builder.addText);
  parser.on('cdata', builder.addText);
  parser.write(text).close();
  const root = builder.root();
  if (!root) throw refusal('DOC_BROKEN', 'xml-broken', { path });
  return { path, text, root };
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw refusal('DOC_BROKEN', 'xml-encoding', { path }, error);
  }
}

function checkEncoding(encoding: string | undefined, bytes: Uint8Array, path: string): void {
  if (encoding === undefined || /^utf-?8$/i.test(encoding)) return;
  if (bytes.every((byte) => byte < 0x80)) return;
  throw refusal('DOC_HOSTILE', 'xml-encoding-lie', { path, encoding });
}

function createBuilder(text: string, path: string, limits: OfdLimits) {
  const stack: XmlElement[] = [];
  let root: XmlElement | null = null;
  let count = 0;
  return {
    root: () => root,
    open(tag: SaxesTagNS, position: number): void {
      count += 1;
      if (stack.length >= limits.maxXmlDepth) throw refusal('DOC_HOSTILE', 'xml-depth', { path });
      if (count > limits.maxXmlElements) {
        throw refusal('DOC_TOO_LARGE', 'xml-too-large', { path, actual: count, limit: limits.maxXmlElements });
      }
      const attributes = Object.values(tag.attributes);
      if (attributes.length > limits.maxXmlAttributes) throw refusal('DOC_HOSTILE', 'xml-attributes', { path });
      const element: XmlElement = {
        name: tag.local,
        qualifiedName: tag.name,
        namespace: tag.uri,
        attributes: new Map(attributes.filter(({ prefix }) => prefix === '').map(({ local, value }) => [local, value])),
        children: [],
        text: '',
        start: text.lastIndexOf(`<${tag.name}`, position),
        contentStart: position,
        contentEnd: position,
        end: position,
      };
      const parent = stack.at(-1);
      if (root && isForeign(element, root) && structural.has(element.name)) {
        throw refusal('DOC_HOSTILE', 'xml-namespace', { path, element: element.qualifiedName });
      }
      parent?.children.push(element);
      root ??= element;
      stack.push(element);
    },
    close(tag: SaxesTagNS, position: number): void {
      const element = stack.pop();
      if (!element) return;
      element.end = position;
      element.contentEnd = tag.isSelfClosing ? position : text.lastIndexOf('</', position);
    },
    addText(data: string): void {
      const element = stack.at(-1);
      if (element) element.text += data;
    },
  };
}

function isForeign(element: XmlElement, root: XmlElement): boolean {
  return element.namespace !== '' && element.namespace !== root.namespace && !ofdNamespace.test(element.namespace);
}

/** Whether the file uses the published namespace; anything else is read alike, and reported. */
export function hasStandardNamespace(document: XmlDocument): boolean {
  return document.root.namespace === 'http://www.ofdspec.org/2016';
}

/** Children of that local name in the OFD namespace, in no namespace, or in the namespace of `parent`. */
export function childrenOf(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter(
    (child) =>
      child.name === name &&
      (child.namespace === '' || child.namespace === parent.namespace || ofdNamespace.test(child.namespace)),
  );
}

/**
 * The child of that name, which may occur once: of two, one reader takes the first and another the last.
 *
 * @throws DOC_HOSTILE when there are several
 */
export function onlyChild(parent: XmlElement, name: string, path: string): XmlElement | null {
  const found = childrenOf(parent, name);
  if (found.length > 1) throw refusal('DOC_HOSTILE', 'xml-duplicate-element', { path, element: name });
  return found[0] ?? null;
}

/** Every element below `parent`, itself excluded, in document order. */
export function* descendantsOf(parent: XmlElement): Generator<XmlElement> {
  for (const child of parent.children) {
    yield child;
    yield* descendantsOf(child);
  }
}
