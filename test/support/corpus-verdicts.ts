import type { Verdict } from '#shared/model/verdict.ts';

/** One document of the public corpus and what has to be said of it with the trust folder of `ofd/derived`. */
export interface CorpusVerdict {
  readonly file: string;
  readonly verdict: Verdict;
  /** The decisive reason; empty where nothing has to be said, or only warnings. */
  readonly reason: string;
}

/** The moment of judgement is fixed: what has not expired yet will have one day. */
export const judgedAt = new Date('2026-11-22T00:00:00Z');

const signed: readonly (readonly [file: string, verdict: Verdict, reason: string])[] = [
  ['ofd/derived/digital-gbt35275.ofd', 'valid', ''],
  ['ofd/derived/extra-unreferenced-file.ofd', 'valid', ''],
  ['ofd/derived/sealed-v1.ofd', 'valid', ''],
  ['ofd/derived/sealed-v4-300pages.ofd', 'valid', ''],
  ['ofd/derived/sealed-v4-raw-rs.ofd', 'valid', ''],
  ['ofd/derived/sealed-v4-riding.ofd', 'valid', ''],
  ['ofd/derived/sealed-v4-seq-seal.ofd', 'valid', ''],
  ['ofd/derived/sealed-v4-twice.ofd', 'valid', ''],
  ['ofd/derived/sealed-v4-whole.ofd', 'valid', ''],
  ['ofd/derived/sealed-v4.ofd', 'valid', ''],
  ['pdf/derived/sealed-ses-v1.pdf', 'valid', ''],
  ['pdf/derived/sealed-ses-v4-raw-rs.pdf', 'valid', ''],
  ['pdf/derived/sealed-ses-v4.pdf', 'valid', ''],
  ['pdf/derived/signed-sm2-gmt0010-oid.pdf', 'valid', ''],
  ['pdf/derived/signed-sm2-pkcs7-oid.pdf', 'valid', ''],
  ['ofd/signed-allprotected.ofd', 'indeterminate', 'trust.maker:maker-not-listed'],
  ['ofd/signed-raw-sm2.ofd', 'indeterminate', 'cms.signerCertificate:no-certificate'],
  ['ofd/signed-v4-seam.ofd', 'indeterminate', 'trust.maker:maker-not-listed'],
  ['pdf/derived/signed-ecdsa-then-rsa.pdf', 'indeterminate', 'chain.keyUsage:ca-certificate-as-signer'],
  ['pdf/digitally-signed.pdf', 'indeterminate', 'chain.root:self-signed-not-trusted'],
  ['pdf/incrementally_signed.pdf', 'indeterminate', 'chain.keyUsage:ca-certificate-as-signer'],
  ['pdf/minimal-two-fields-signed-twice.pdf', 'indeterminate', 'chain.root:self-signed-not-trusted'],
  ['pdf/pades-lta-dss-indirect-arrs-test.pdf', 'indeterminate', 'chain.root:self-signed-not-trusted'],
  ['pdf/separate-annots-kids-indir.pdf', 'indeterminate', 'chain.root:self-signed-not-trusted'],
  ['pdf/sig-no-signed-attrs.pdf', 'indeterminate', 'chain.root:self-signed-not-trusted'],
  ['pdf/testPAdES_BB.pdf', 'indeterminate', 'chain.root:issuer-not-found'],
  ['ofd/derived/reference-missing.ofd', 'invalid', 'ofd.referenceMissing:file-removed'],
  ['ofd/derived/seal-file-swapped.ofd', 'invalid', 'ofd.references:digest-mismatch'],
  ['ofd/derived/signedvalue-missing.ofd', 'invalid', 'signature.value:not-readable'],
  ['ofd/derived/signer-not-in-seal.ofd', 'invalid', 'ses.signerInSeal:signer-not-in-list'],
  ['ofd/derived/tampered-page.ofd', 'invalid', 'ofd.references:digest-mismatch'],
  ['ofd/derived/tampered-signature-xml.ofd', 'invalid', 'ses.dataHash:content-changed'],
  ['ofd/derived/tampered-signedvalue.ofd', 'invalid', 'ses.signature:signature-mismatch'],
  ['ofd/signed-v1-dms360.ofd', 'invalid', 'ses.dataHash:content-changed'],
  ['ofd/signed-v4-expired.ofd', 'invalid', 'ses.sealValidity:seal-expired'],
  ['ofd/signed-v4-gomain-altered.ofd', 'invalid', 'ofd.references:digest-mismatch'],
  ['ofd/signed-v4-ofdrw.ofd', 'invalid', 'ses.sealValidity:seal-expired'],
  ['ofd/signed-v4-two.ofd', 'invalid', 'ofd.references:digest-mismatch'],
  ['pdf/derived/sealed-ses-v4-tampered.pdf', 'invalid', 'ses.dataHash:content-changed'],
  ['pdf/derived/signed-sm2-page-changed-later.pdf', 'invalid', 'pdf.laterChanges:suspicious'],
  ['pdf/derived/signed-sm2-tampered.pdf', 'invalid', 'cms.messageDigest:digest-mismatch'],
  ['pdf/form-update-override-appearance-stream-sneaky.pdf', 'invalid', 'pdf.laterChanges:suspicious'],
  ['pdf/form-update-override-appearance-stream.pdf', 'invalid', 'chain.validity:certificate-expired'],
  ['pdf/pades-spoofing-replaced-reason.pdf', 'invalid', 'pdf.gap:notTheContents'],
  ['pdf/pdf-byterange-overlap.pdf', 'invalid', 'cms.messageDigest:digest-mismatch'],
  ['pdf/pdf-sig-with-econtent.pdf', 'invalid', 'cms.content:content-mismatch'],
  ['pdf/pdf-signed-added-page.pdf', 'invalid', 'pdf.laterChanges:suspicious'],
  ['pdf/signature-gap-too-big.pdf', 'invalid', 'pdf.gap:notTheContents'],
  ['pdf/vera-verapdf-test-suite-6-1-11-t01-pass-a-pdfa-4.pdf', 'invalid', 'signature.value:not-readable'],
  ['ofd/derived/not-a-zip.ofd', 'error', 'DOC_BROKEN'],
  ['ofd/derived/truncated.ofd', 'error', 'DOC_BROKEN'],
  ['pdf/PasswordSample-128bit.pdf', 'error', 'DOC_ENCRYPTED'],
  ['pdf/edition_protected_signing_allowed_with_field.pdf', 'error', 'DOC_ENCRYPTED'],
  ['pdf/encrypted-positive-P.pdf', 'error', 'DOC_ENCRYPTED'],
  ['pdf/leading-junk.pdf', 'error', 'DOC_ENCRYPTED'],
  ['pdf/minimal-aes256.pdf', 'error', 'DOC_ENCRYPTED'],
  ['pdf/minimal-rc4.pdf', 'error', 'DOC_ENCRYPTED'],
];

const unsignedOfd = `
  alpha-text.ofd annot-signout.ofd annots-3pages.ofd annots-small.ofd annots.ofd archive-ofda.ofd
  attachment-relative.ofd attachment.ofd chinese-dir-windows.ofd chinese-dir.ofd derived/pages-300.ofd
  doc1-not-doc0.ofd fonts-suwell.ofd hello-2pages.ofd helloworld.ofd integrity-protected.ofd
  multipage-4.ofd multipage-6.ofd namespace-nonstandard.ofd path-nonstandard.ofd pattern.ofd
  rotation.ofd seal-picture.ofd struct-flat.ofd struct-relative-paths.ofd struct-spaces.ofd
  text-direction.ofd vpage-2.ofd vpage-5pages.ofd watermark-annot.ofd zip-mixed-stored-deflated.ofd
  zip-ofdxml-late.ofd
`;

const unsignedPdf = `
  002-trivial-libre-office-writer.pdf AcroFormsBasicFields.pdf AnnotationTypes.pdf
  PDF-2.0-via-incremental-save.pdf PDFBOX-2984-rotations.pdf PDFBOX-3110-poems-beads-cropbox.pdf
  Simple-PDF-2.0-file.pdf annotated_pdf.pdf annots-no-rotate.pdf boxes.pdf broken-objstream1.pdf
  chineseSimple.pdf circular-page-tree.pdf cweb.pdf derived/pages-500.pdf derived/pages-513-objstm.pdf
  derived/pages-600-linearized.pdf doc-negative-coordinates-rotate-90.pdf ff.pdf fonts-suwell.pdf
  google-doc-document.pdf habibi-rotated.pdf inherited-rotate.pdf malformed-xref-space-padded.pdf
  minimal-badxref.pdf minimal-hybrid-xref.pdf minimal-one-field-indir-annots.pdf
  minimal-startxref-hopeless.pdf minimal-startxref-obo1.pdf minimal-two-fields.pdf
  minimal-two-pages.pdf minimal-with-field-tagged.pdf minimal-xrefstream.pdf minimal.pdf
  missing_endobj_keyword.pdf no-mediabox.pdf page-tree-direct-kid.pdf pdfkit.pdf pdflatex-4-pages.pdf
  rot270.pdf uncompressed-objstream-sample.pdf us_constitution.pdf
  vera-verapdf-test-suite-6-1-12-t03-pass-a-pdfa-1b.pdf
  vera-verapdf-test-suite-6-4-1-t02-pass-a-pdfa-2b.pdf
  vera-verapdf-test-suite-6-8-t02-pass-a-pdfa-3b.pdf with-attachment.pdf with_signature.pdf
`;

const names = (list: string): readonly string[] => list.trim().split(/\s+/);

export const corpusVerdicts: readonly CorpusVerdict[] = [
  ...signed.map(([file, verdict, reason]) => ({ file, verdict, reason })),
  ...names(unsignedOfd).map((name) => ({ file: `ofd/${name}`, verdict: 'unsigned' as const, reason: '' })),
  ...names(unsignedPdf).map((name) => ({ file: `pdf/${name}`, verdict: 'unsigned' as const, reason: '' })),
];
