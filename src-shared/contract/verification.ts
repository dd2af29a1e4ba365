import { type } from '@orpc/contract';
import * as z from 'zod';
import type { Fact, Verdict } from '../model/verdict.ts';
import type { Placement } from '../model/placement.ts';
import type { AttachedFile, PageView } from './documents.ts';
import { forEveryone, method, naming } from './procedure.ts';

export interface SignatureReport {
  readonly name: string;
  readonly verdict: Exclude<Verdict, 'unsigned' | 'error'>;
  /** Stable reasons, the decisive one first; their words are in the catalogue under `facts.reasons`. */
  readonly reasons: readonly string[];
  /** `timestamp`: a document timestamp of a PDF, which says when and not who. */
  readonly kind: 'seal' | 'signature' | 'timestamp';
  readonly sealName: string | null;
  readonly esId: string | null;
  readonly signer: string | null;
  readonly maker: string | null;
  readonly signedAt: string | null;
  readonly timeSource: 'claimed' | 'timestamp' | 'none';
  readonly pages: readonly number[];
  readonly facts: readonly Fact[];
}

export interface FileReport {
  readonly file: string;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly format: 'PDF' | 'OFD' | null;
  readonly sm3: string | null;
  readonly signatures: readonly SignatureReport[];
  /** Present when the verdict is `error`. */
  readonly error?: { readonly code: string; readonly what: string; readonly why: string; readonly next: string };
}

/** One thing that was done to a PDF after a signature, and what speaks for or against it. */
export interface LaterChange {
  readonly isAllowed: boolean;
  /** Stable reason without its details; its words are in the catalogue under `screen.verify.changes`. */
  readonly reason: string;
  /** Key of the dictionary that was changed, such as `MediaBox`. */
  readonly key: string | null;
  /**
   * - `listed`: on the list of changes that leave a signature good;
   * - `notListed`: on no list;
   * - `docMdp`: listed, but the signature certified the document and allows less;
   * - `fieldLock`: listed, but the signature froze this field.
   */
  readonly rule: 'listed' | 'notListed' | 'docMdp' | 'fieldLock';
  /** Name of the form field that was filled or signed. */
  readonly field: string | null;
  /** Object number. */
  readonly object: number | null;
  readonly part: 'content' | 'font' | 'picture' | 'page' | 'pageTree' | 'annotation' | 'other';
  /** Pages that show it now; at most 200 are named. */
  readonly pages: readonly number[];
  /** Where on the page, for annotations. */
  readonly places: readonly Placement[];
}

/** Words of a page that are others than when it was signed. */
export interface TextChange {
  /** 1-based. */
  readonly page: number;
  /** 1-based line from the top, on the page of today. */
  readonly line: number;
  /** Empty where the text is new. */
  readonly was: string;
  /** Empty where the text is gone. */
  readonly is: string;
  readonly placeThen: Placement | null;
  readonly placeNow: Placement | null;
}

/** The text of the pages at signing, laid beside that of today. */
export interface RevisionComparison {
  readonly comparedPages: readonly number[];
  /** Pages that changed and were not compared, for there were too many. */
  readonly leftOut: number;
  readonly changes: readonly TextChange[];
}

/** What one signature says of the bytes, the files and the pages. */
export interface SignatureCoverage {
  /** As in the report. */
  readonly name: string;
  readonly stamps: readonly Placement[];
  /** PDF: bytes under the signature, of the signature itself, and behind what it covers; null without a byte range. */
  readonly bytes: {
    readonly before: number;
    readonly own: number;
    readonly after: number;
    readonly later: number;
  } | null;
  /** PDF: what was done in later revisions. */
  readonly changes: readonly LaterChange[];
  /**
   * PDF: the file as it was signed, which is its own beginning up to `end`; null where nothing came later, or where
   * the signed bytes are no file. An OFD keeps no former content: a changed file of it is known by its digest alone.
   */
  readonly signedState: { readonly end: number; readonly pages: readonly PageView[] } | null;
  /** OFD: files of the package; `open` is a file no signature speaks for. */
  readonly files: readonly {
    readonly path: string;
    readonly state: 'covered' | 'changed' | 'missing' | 'open';
    /** Pages whose own file it is; empty for what the whole document uses. */
    readonly pages: readonly number[];
  }[];
}

export interface CoveredAttachment extends AttachedFile {
  /** What each signature of the report says of it; `open`: nothing. */
  readonly coverage: readonly ('covered' | 'changed' | 'open')[];
}

/** A file as a screen shows it beside its report. */
export interface FileLook {
  readonly format: 'PDF' | 'OFD';
  /** Bytes. */
  readonly size: number;
  readonly pages: readonly PageView[];
  /** In the order of the report's signatures. */
  readonly signatures: readonly SignatureCoverage[];
  readonly attachments: readonly CoveredAttachment[];
}

export const verificationContract = {
  verify: method
    .meta(naming(forEveryone, 'files', 'trustFolder'))
    .input(
      z.strictObject({
        files: z.array(z.string().min(1).max(4096)).min(1).max(10_000),
        /** A folder with PEM or DER roots and seal makers; without it the station's own trust list is used. */
        trustFolder: z.string().max(4096).optional(),
      }),
    )
    .output(type<{ readonly files: readonly FileReport[] }>()),
  /** Pages of an upload, and what of it each signature covers. */
  look: method
    .meta(forEveryone)
    .input(z.strictObject({ uploadId: z.uuid() }))
    .output(type<FileLook>()),
  /** PDF: which words differ between the file as a signature covers it and the file of today. */
  compare: method
    .meta(forEveryone)
    .input(z.strictObject({ uploadId: z.uuid(), end: z.int().positive() }))
    .output(type<RevisionComparison>()),
  /** An upload of this session, or of somebody who is not signed in, against the station's own trust list. */
  verifyUpload: method
    .meta(forEveryone)
    .input(
      z.strictObject({
        uploadId: z.uuid(),
        /** The upload is removed once it was judged: one of many files, handed over again when somebody opens it. */
        isRemoved: z.boolean().optional(),
      }),
    )
    .output(type<FileReport>()),
};
