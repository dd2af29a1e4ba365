import type { Placement } from '../model/placement.ts';
import type { LongTermLevel } from '../model/long-term.ts';
import type { SignatureProfile } from '../model/signature-profile.ts';
import type { EntryRow, RegisterFilter } from './ledger.ts';
import type { PageView } from './documents.ts';

/** One line of the register as its own page shows it. */
export interface RegisterRow extends EntryRow {
  readonly documentNumber: string | null;
  /** Paper copies foreseen; null for a voided number. */
  readonly copies: number | null;
  readonly isOutOfHours: boolean;
}

export interface RegisterPage {
  /** Newest first. */
  readonly rows: readonly RegisterRow[];
  /** `before` of the next page; null at the end. */
  readonly next: number | null;
}

/** How many entries a filter finds, and how many of them each view of the page holds. */
export interface RegisterCounts {
  readonly matching: number;
  readonly all: number;
  readonly voids: number;
  readonly outOfHours: number;
  readonly pending: number;
}

/** What the last check of the whole ledger found. */
export interface LedgerStateView {
  /** Office time. */
  readonly checkedAt: string;
  readonly isSound: boolean;
  readonly entries: number;
  readonly leaves: number;
  /** The first leaf that does not stand, and its register number where it can still be told. */
  readonly firstBad: { readonly index: number; readonly reason: string; readonly entryNo: string | null } | null;
}

/** A way of looking at the register that a person keeps under a name. */
export interface SavedFilter {
  readonly name: string;
  readonly filter: RegisterFilter;
}

/** The book of the year as the head of the page tells it. */
export interface LedgerBook {
  readonly year: number;
  /** The last number of the year; 0 while the book is empty. */
  readonly lastSeq: number;
  /** Voided numbers of the year. */
  readonly voids: number;
  /** Null before the first check in this run of the station. */
  readonly state: LedgerStateView | null;
  /** Leaves the registry has signed for: an entry below is receipted. */
  readonly receiptedLeaves: number;
  /** The newest entry the registry has signed for; null without a receipt. */
  readonly witnessedEntryNo: string | null;
  readonly seals: readonly { readonly esId: string; readonly name: string }[];
}

export type StoryStepKind =
  | 'submitted'
  | 'approved'
  | 'refused'
  | 'intent'
  | 'signed'
  | 'recorded'
  | 'unsaved'
  | 'unknown'
  | 'voided'
  | 'corrected'
  | 'settled'
  | 'settled-found'
  | 'receipted'
  | 'queued'
  | 'running';

/** One event in the life of an entry. */
export interface StoryStep {
  readonly kind: StoryStepKind;
  /** Office time; null for what has not happened yet. */
  readonly at: string | null;
  readonly who: string;
  /** Department, post, key, computer or receipt number. */
  readonly about: string;
  /** An opinion or a reason. */
  readonly note: string;
  /** Whose signature stands under a decision. */
  readonly proof?: 'person' | 'station';
}

/** That the leaf stands in the ledger, computed anew from its bytes for whoever asks. */
export interface EntryProof {
  /** SM3, hex. */
  readonly leafHash: string;
  readonly leafIndex: number;
  /** Hashes on the way to the root. */
  readonly nodes: number;
  /** The bytes give the hash, and the hash leads to the root of the checkpoint. */
  readonly isIncluded: boolean;
  readonly checkpoint: { readonly at: string; readonly size: number; readonly isSigned: boolean };
  /** `agrees`: the leaf also stands under the root the registry has signed for. */
  readonly registry: {
    readonly state: 'agrees' | 'waiting' | 'differs';
    readonly number: number | null;
    readonly at: string | null;
  };
}

/** What came of asking for a timestamp. */
export interface EntryTimestamp {
  /** Office time, as the token says; null where there is none. */
  readonly genTime: string | null;
  readonly authority: string | null;
  /** Why there is none; its words are in the catalogue under `ledger.timestampFailures`, or it is shown as it is. */
  readonly failure: string | null;
}

/** Values of the entry that the table does not show; null where a voided number has none. */
export interface EntryFacts {
  readonly approvalId: string | null;
  readonly approvers: readonly { readonly name: string; readonly post: string }[];
  readonly custodian: string;
  readonly sealCode: string | null;
  readonly esId: string;
  readonly positions: readonly Placement[];
  readonly tokenSerial: string;
  readonly workstation: string | null;
  readonly pages: number | null;
  readonly fileFormat: 'PDF' | 'OFD' | null;
  readonly documentType: string | null;
  readonly digestBeforeSm3: string;
  readonly profileId: string | null;
  readonly profileVersion: string | null;
  readonly remark: string | null;
  readonly archiveNo: string | null;
  readonly returnedDocument: string | null;
  /** Null where nothing was signed. */
  readonly signatureForm: SignatureProfile | null;
  /** Null where none was asked for. */
  readonly timestamp: EntryTimestamp | null;
  /** Null where none was wanted; words of the reason are under `ledger.longTermFailures` and `timestampFailures`. */
  readonly longTerm: { readonly got: LongTermLevel; readonly failure: string | null } | null;
}

/** The whole story of one register number, from the request to the receipt. */
export interface EntryStoryView {
  readonly row: RegisterRow;
  readonly facts: EntryFacts;
  /** In the order they happened; what is still to come stands last. */
  readonly steps: readonly StoryStep[];
  readonly proof: EntryProof;
  /** Nobody knows the outcome, and nobody has settled it yet. */
  readonly isUnsettled: boolean;
  /** There is a sealed file, and the person who asks may read it. */
  readonly hasFile: boolean;
}

/** The sealed file of an entry, as it lies now. */
export interface EntryFileView {
  readonly fileName: string;
  readonly format: 'PDF' | 'OFD';
  readonly pages: readonly PageView[];
  /** Its digest is the one in the register. */
  readonly isUnchanged: boolean;
}

/** What an export would contain. */
export interface ExportPreview {
  readonly entries: number;
  readonly columns: readonly string[];
  /** The first lines of the file, cell by cell. */
  readonly sample: readonly (readonly string[])[];
}

/** A file laid ready at `/resource/export/{exportId}` for this session. */
export interface ExportedRegister {
  readonly exportId: string;
  readonly fileName: string;
  readonly entries: number;
  /** SM3 of the file, hex. */
  readonly sm3: string;
}
