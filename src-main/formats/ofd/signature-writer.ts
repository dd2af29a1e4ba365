import { formatBox } from './geometry.ts';
import type { StampBox } from './stamp-boxes.ts';
import { escapeXml } from './xml-edit.ts';

export interface SignatureFileInput {
  readonly signedAt: Date;
  /** Absolute paths with the SM3 (32 bytes) of their stored content. */
  readonly references: readonly { readonly path: string; readonly digest: Uint8Array }[];
  readonly stamps: readonly (StampBox & { readonly id: string })[];
  readonly sealPath: string;
  readonly signedValuePath: string;
}

/**
 * Signature.xml in the element order of the XSD (GB/T 33190-2016 annex A). These bytes are what the seal signature is
 * about; nothing may rewrite them afterwards.
 *
 * The check method is the OID of SM3: names such as `SM3` are understood by fewer readers.
 */
export function writeSignatureFile(input: SignatureFileInput): Uint8Array {
  const references = input.references.map(
    ({ path, digest }) =>
      `<ofd:Reference FileRef="${escapeXml(path)}">` +
      `<ofd:CheckValue>${Buffer.from(digest).toString('base64')}</ofd:CheckValue></ofd:Reference>`,
  );
  const stamps = input.stamps.map(
    ({ id, pageId, boundary, clip }) =>
      `<ofd:StampAnnot ID="${escapeXml(id)}" PageRef="${escapeXml(pageId)}" Boundary="${formatBox(boundary)}"` +
      `${clip ? ` Clip="${formatBox(clip)}"` : ''}/>`,
  );
  return new TextEncoder().encode(
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Signature xmlns:ofd="http://www.ofdspec.org/2016"><ofd:SignedInfo>',
      '<ofd:Provider ProviderName="SealKeeper" Version="1.0"/>',
      '<ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod>',
      `<ofd:SignatureDateTime>${statedTime(input.signedAt)}</ofd:SignatureDateTime>`,
      '<ofd:References CheckMethod="1.2.156.10197.1.401">',
      ...references,
      '</ofd:References>',
      ...stamps,
      `<ofd:Seal><ofd:BaseLoc>${escapeXml(input.sealPath)}</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>`,
      `<ofd:SignedValue>${escapeXml(input.signedValuePath)}</ofd:SignedValue></ofd:Signature>`,
    ].join(''),
  );
}

/** `20250102030405Z` */
function statedTime(at: Date): string {
  return `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}
