/** What the public corpus is expected to show; page counts and signatures are those of its own description. */
export interface CorpusOfd {
  readonly name: string;
  readonly pages: number;
  /** For each signature the facts that are not `ok`, as `check state reason`; what needs a key is not among them. */
  readonly signatures: readonly (readonly string[])[];
  /** Code and reason when the file cannot be opened. */
  readonly refusal?: string;
  /** Code and reason when no seal may be added. */
  readonly locked?: string;
}

export const corpusOfd: readonly CorpusOfd[] = [
  { name: 'helloworld.ofd', pages: 1, signatures: [] },
  { name: 'vpage-5pages.ofd', pages: 5, signatures: [] },
  { name: 'doc1-not-doc0.ofd', pages: 11, signatures: [] },
  { name: 'namespace-nonstandard.ofd', pages: 1, signatures: [] },
  {
    name: 'signed-allprotected.ofd',
    pages: 1,
    signatures: [[]],
    locked: 'DOC_LOCKED_BY_SIGNATURE locked-signatures-xml',
  },
  { name: 'signed-raw-sm2.ofd', pages: 1, signatures: [[]] },
  { name: 'signed-v4-ofdrw.ofd', pages: 1, signatures: [[]] },
  { name: 'signed-v4-seam.ofd', pages: 5, signatures: [[]], locked: 'DOC_LOCKED_BY_SIGNATURE locked-signatures-xml' },
  {
    name: 'signed-v4-two.ofd',
    pages: 5,
    signatures: [['ofd.references fail digest-mismatch'], []],
    locked: 'DOC_LOCKED_BY_SIGNATURE locked-signatures-xml',
  },
  { name: 'signed-v1-dms360.ofd', pages: 2, signatures: [['ofd.references fail digest-mismatch']] },
  {
    name: 'signed-v4-gomain-altered.ofd',
    pages: 2,
    signatures: [['ofd.references fail digest-mismatch'], ['ofd.references fail digest-mismatch']],
  },
  { name: 'annot-signout.ofd', pages: 1, signatures: [] },
  { name: 'pattern.ofd', pages: 1, signatures: [] },
  { name: 'text-direction.ofd', pages: 1, signatures: [] },
  { name: 'alpha-text.ofd', pages: 1, signatures: [] },
  { name: 'seal-picture.ofd', pages: 1, signatures: [] },
  { name: 'attachment.ofd', pages: 1, signatures: [] },
  { name: 'attachment-relative.ofd', pages: 1, signatures: [] },
  { name: 'watermark-annot.ofd', pages: 6, signatures: [] },
  { name: 'annots.ofd', pages: 2, signatures: [] },
  { name: 'annots-3pages.ofd', pages: 3, signatures: [] },
  { name: 'hello-2pages.ofd', pages: 2, signatures: [] },
  { name: 'integrity-protected.ofd', pages: 2, signatures: [], locked: 'DOC_SIGNING_FORBIDDEN integrity-list' },
  { name: 'chinese-dir.ofd', pages: 1, signatures: [] },
  { name: 'chinese-dir-windows.ofd', pages: 1, signatures: [] },
  { name: 'path-nonstandard.ofd', pages: 2, signatures: [] },
  { name: 'archive-ofda.ofd', pages: 1, signatures: [] },
  { name: 'zip-mixed-stored-deflated.ofd', pages: 2, signatures: [] },
  { name: 'zip-ofdxml-late.ofd', pages: 2, signatures: [] },
  { name: 'struct-flat.ofd', pages: 2, signatures: [] },
  { name: 'struct-relative-paths.ofd', pages: 2, signatures: [] },
  { name: 'struct-spaces.ofd', pages: 2, signatures: [] },
  { name: 'rotation.ofd', pages: 1, signatures: [] },
  { name: 'fonts-suwell.ofd', pages: 1, signatures: [] },
  { name: 'multipage-4.ofd', pages: 4, signatures: [] },
  { name: 'vpage-2.ofd', pages: 2, signatures: [] },
  { name: 'annots-small.ofd', pages: 1, signatures: [] },
  {
    name: 'signed-v4-expired.ofd',
    pages: 1,
    signatures: [[]],
    locked: 'DOC_LOCKED_BY_SIGNATURE locked-signatures-xml',
  },
  { name: 'multipage-6.ofd', pages: 6, signatures: [] },
  { name: 'derived/sealed-v4.ofd', pages: 1, signatures: [[]] },
  { name: 'derived/sealed-v1.ofd', pages: 1, signatures: [[]] },
  { name: 'derived/sealed-v4-seq-seal.ofd', pages: 1, signatures: [[]] },
  { name: 'derived/digital-gbt35275.ofd', pages: 1, signatures: [[]] },
  { name: 'derived/sealed-v4-twice.ofd', pages: 1, signatures: [[], []] },
  { name: 'derived/sealed-v4-riding.ofd', pages: 5, signatures: [[]] },
  {
    name: 'derived/sealed-v4-whole.ofd',
    pages: 1,
    signatures: [[]],
    locked: 'DOC_LOCKED_BY_SIGNATURE locked-signatures-xml',
  },
  { name: 'derived/pages-300.ofd', pages: 300, signatures: [] },
  { name: 'derived/sealed-v4-300pages.ofd', pages: 300, signatures: [[]] },
  { name: 'derived/extra-unreferenced-file.ofd', pages: 1, signatures: [['ofd.coverage warn unlisted-file']] },
  { name: 'derived/sealed-v4-raw-rs.ofd', pages: 1, signatures: [[]] },
  { name: 'derived/tampered-page.ofd', pages: 1, signatures: [['ofd.references fail digest-mismatch']] },
  { name: 'derived/tampered-signature-xml.ofd', pages: 1, signatures: [[]] },
  { name: 'derived/tampered-signedvalue.ofd', pages: 1, signatures: [[]] },
  { name: 'derived/seal-file-swapped.ofd', pages: 1, signatures: [['ofd.references fail digest-mismatch']] },
  {
    name: 'derived/reference-missing.ofd',
    pages: 1,
    signatures: [['ofd.referenceMissing fail file-removed']],
    locked: 'DOC_BROKEN entry-missing',
  },
  { name: 'derived/signedvalue-missing.ofd', pages: 1, signatures: [['ofd.signedValue fail signed-value-missing']] },
  { name: 'derived/signer-not-in-seal.ofd', pages: 1, signatures: [[]] },
  { name: 'derived/truncated.ofd', pages: 0, signatures: [], refusal: 'DOC_BROKEN zip-not-zip' },
  { name: 'derived/not-a-zip.ofd', pages: 0, signatures: [], refusal: 'DOC_BROKEN zip-not-zip' },
];
