import { type } from '@orpc/contract';
import * as z from 'zod';
import type { DocumentFormat } from '../model/document-format.ts';
import type { StampOnPage } from '../placing/place-warnings.ts';
import { forRoles, method, naming } from './procedure.ts';

/** A document the station keeps a read-only copy of. Lengths in bytes, digests in lower-case hex. */
export interface DocumentSummary {
  readonly documentId: string;
  readonly fileName: string;
  readonly format: DocumentFormat;
  readonly size: number;
  readonly pages: number;
  readonly sm3: string;
  readonly sha256: string;
  readonly signatures: number;
  readonly notices: readonly string[];
}

/** One page with its size as it is shown, rotation included. */
export interface PageView {
  /** 1-based. */
  readonly number: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A file that travels inside a document and stands on no page. */
export interface AttachedFile {
  /** As the document says; may be empty. */
  readonly name: string;
  /** Media type, or ending of the name, as the document says; may be empty. */
  readonly type: string;
  /** Null where it is not there, or where the document does not say. */
  readonly bytes: number | null;
}

export interface AttachedFiles {
  readonly files: readonly AttachedFile[];
  /** Further ones, which nobody would read in a list. */
  readonly leftOut: number;
}

export const mostAttachedFiles = 200;

/** A signature field of a PDF that nobody has signed. */
export interface EmptyField extends StampOnPage {
  readonly name: string;
}

export const mostEmptyFields = 1000;

const documentId = z.strictObject({ documentId: z.uuid() });

export const documentsContract = {
  /** Takes a file of this computer into the station: bounded, digested, its original kept untouched. */
  importFile: method
    .meta(naming(forRoles('handler', 'approver', 'head'), 'path'))
    .input(z.strictObject({ path: z.string().min(1).max(4096) }))
    .output(type<DocumentSummary>()),
  /** Takes an upload of this session into the station; `fileName` is what people will see, not a path. */
  importUpload: method
    .meta(forRoles('handler', 'approver', 'head'))
    .input(z.strictObject({ uploadId: z.uuid(), fileName: z.string().trim().min(1).max(255) }))
    .output(type<DocumentSummary>()),
  get: method.input(documentId).output(type<DocumentSummary>()),
  /** The pages as they are shown, in order. */
  pages: method.input(documentId).output(type<readonly PageView[]>()),
  /** What the document carries besides its pages. */
  attachments: method.input(documentId).output(type<AttachedFiles>()),
  /** Where a signature field waits, which no page shows by itself; none in an OFD. */
  emptyFields: method.input(documentId).output(type<readonly EmptyField[]>()),
};
