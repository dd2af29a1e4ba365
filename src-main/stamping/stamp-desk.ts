import type { StampedBytes } from '#main/formats/cms/timestamp.ts';
import type { SecurityStore } from '#main/formats/pdf/security-store.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { WritableDb } from '#main/storage/database.ts';
import type { ApprovalService } from '#main/approvals/approval-service.ts';
import type { BatchService } from '#main/approvals/batch-service.ts';
import type { LedgerState } from '#main/ledger/ledger-watch.ts';
import type { LedgerWriter } from '#main/ledger/append-leaf.ts';
import type { BatchSession } from '#main/token/batch-session.ts';
import type { KeptSeal } from '#main/seals/kept-seals.ts';
import type { DriverState } from '#main/token/driver-state.ts';
import type { PinSet } from '#main/token/pin-age.ts';
import type { StampingSession } from '#main/token/signing-session.ts';
import type { StationIdentity } from '#main/station/identity.ts';
import type { LoadedProfile } from '#main/station/profile-store.ts';
import type { LongTermLevel } from '#shared/model/long-term.ts';
import type { TimestampSettings } from '#shared/model/timestamp-settings.ts';
import type { ApprovedBatch } from '#main/warrant/approved-batch.ts';
import type { StampingWarrant, WarrantOffice } from '#main/warrant/warrant-office.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';

/** Where the key is asked for: the PIN comes from the screen or terminal that holds the job. */
export interface KeyDesk {
  open(warrant: StampingWarrant, question: { readonly documentName: string }): Promise<StampingSession>;
  /** One login for the files of a batch on this seal. */
  openBatch(batch: ApprovedBatch, login: { readonly esId: string; readonly maxMinutes: number }): Promise<BatchSession>;
  /** What is known of the key of a seal without asking it. */
  care(seal: Pick<KeptSeal, 'tokenSerial' | 'tokenManufacturer'>): Promise<KeyCare>;
}

/** Since when the PIN is in use, and whether the driver is the one the key was tested with. */
export interface KeyCare {
  readonly pin: PinSet | null;
  readonly driver: DriverState;
}

/** What the registry last told this station, with the state of its clock. */
export interface RegistryNews {
  readonly statusNumber: number | null;
  readonly statusIssuedAt: Date | null;
  /** This clock minus the registry's, in ms; null when they were never compared. */
  readonly clockOffsetMs: number | null;
  readonly clockCheckedAt: Date | null;
}

/** Where a timestamp is asked for, and whether. */
export interface TimestampDesk {
  settings(): TimestampSettings;
  /**
   * @param stamped the bytes the token is about, or their digest
   * @param signedAt what the token must not be older than
   * @throws STAMP_TIMESTAMP_UNAVAILABLE
   */
  ask(stamped: StampedBytes, signedAt: Date): Promise<Uint8Array>;
}

/** What is put behind a stamped PDF for checking it later, and whether. */
export interface ArchiveDesk {
  settings(): LongTermLevel;
  /**
   * The chains of these certificates as far as they are known here, with lists and responses in force about them.
   *
   * @param certificates DER
   */
  collect(certificates: readonly Uint8Array[]): SecurityStore;
}

/** Everything a stamp is made with. */
export interface StampDesk {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly profile: LoadedProfile;
  readonly identity: StationIdentity;
  readonly approvals: ApprovalService;
  readonly batches: BatchService;
  readonly warrants: WarrantOffice;
  readonly ledger: LedgerWriter;
  readonly key: KeyDesk;
  readonly timestamps: TimestampDesk;
  readonly archive: ArchiveDesk;
  readonly originalsFolder: string;
  /** Looked at by a reader, because blankness is in the content of a stranger's document. */
  isPageBlank(file: string, format: DocumentFormat, pages: readonly number[]): Promise<boolean>;
  readonly sealedFolder: string;
  readonly hostName: string;
  /** Font of the program for lines of text below seals; undefined where its file is missing. */
  textFont(): Uint8Array | undefined;
  registryNews(): RegistryNews;
  /** What the last check of the ledger found; makes one where there was none. */
  ledgerState(): Promise<LedgerState>;
}
