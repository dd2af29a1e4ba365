import { folderOf } from './location.ts';
import type { PathNotes } from './path-notes.ts';
import { refusal } from './refusal.ts';
import { applyEdits, escapeXml, nameLike, type TextEdit } from './xml-edit.ts';
import { childrenOf, type XmlDocument } from './xml-tree.ts';

/** One `Signature` of Signatures.xml. */
export interface ListedSignature {
  readonly id: string;
  /** `Seal` when absent, as most vendors leave it. */
  readonly type: string;
  /** Absolute path of Signature.xml, which may be missing. */
  readonly path: string;
  /** ID of the signature this one builds on (GM/T 0099-2020), or null. */
  readonly basedOn: string | null;
}

/** Signatures.xml of one document (GB/T 33190-2016 clause 18.1). Nothing protects it while signing may go on. */
export interface SignatureList {
  readonly xml: XmlDocument;
  readonly signatures: readonly ListedSignature[];
  /** As written; several or none in vendor files. */
  readonly maxSignIds: readonly string[];
}

/** Each one is opened and checked against the whole package; nobody co-issues with this many. */
const maxSignatures = 1000;

export function readSignatureList(xml: XmlDocument, notes: PathNotes): SignatureList {
  const { root, path } = xml;
  if (root.name !== 'Signatures') throw refusal('DOC_BROKEN', 'main-root', { path, element: root.qualifiedName });
  const elements = childrenOf(root, 'Signature');
  if (elements.length > maxSignatures) {
    throw refusal('DOC_TOO_LARGE', 'too-many-signatures', { actual: elements.length, limit: maxSignatures });
  }
  return {
    xml,
    signatures: elements.map(({ attributes }) => ({
      id: attributes.get('ID')?.trim() ?? '',
      type: attributes.get('Type')?.trim() ?? 'Seal',
      path: notes.resolve(attributes.get('BaseLoc') ?? '', folderOf(path), path),
      basedOn: attributes.get('Relative')?.trim() ?? null,
    })),
    maxSignIds: childrenOf(root, 'MaxSignId').map(({ text }) => text.trim()),
  };
}

export interface NewListedSignature {
  readonly id: string;
  readonly path: string;
  readonly maxSignId: string;
}

/** A list with its first signature. */
export function writeSignatureList(added: NewListedSignature): Uint8Array {
  return new TextEncoder().encode(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016">' +
      `<ofd:MaxSignId>${escapeXml(added.maxSignId)}</ofd:MaxSignId>` +
      `${listed('ofd:Signature', added)}</ofd:Signatures>`,
  );
}

/**
 * The list with one signature more and one MaxSignId; every other character stays, for vendors keep attributes here
 * that we do not know.
 */
export function extendSignatureList(list: SignatureList, added: NewListedSignature): Uint8Array {
  const { text, root } = list.xml;
  const maxName = nameLike(root.qualifiedName, 'MaxSignId');
  const maxElement = `<${maxName}>${escapeXml(added.maxSignId)}</${maxName}>`;
  const element = listed(nameLike(root.qualifiedName, 'Signature'), added);
  const known = childrenOf(root, 'MaxSignId');
  const edits: TextEdit[] = known.map(({ start, end }, at) => ({
    start,
    end,
    replacement: at === 0 ? maxElement : '',
  }));
  const content = known.length === 0 ? maxElement + element : element;
  if (text.slice(root.start, root.end).endsWith('/>') && root.contentStart === root.end) {
    const open = text.slice(root.start, root.end).replace(/\s*\/>$/, '>');
    edits.push({ start: root.start, end: root.end, replacement: `${open}${content}</${root.qualifiedName}>` });
  } else {
    edits.push({ start: root.contentEnd, end: root.contentEnd, replacement: content });
  }
  return applyEdits(text, edits);
}

function listed(name: string, added: NewListedSignature): string {
  return `<${name} ID="${escapeXml(added.id)}" Type="Seal" BaseLoc="${escapeXml(added.path)}"/>`;
}
