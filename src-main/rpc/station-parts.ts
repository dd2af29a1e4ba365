import type { ApprovalService } from '#main/approvals/approval-service.ts';
import type { LedgerWatch } from '#main/ledger/ledger-watch.ts';
import type { LedgerWriter } from '#main/ledger/append-leaf.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Ids } from '#main/platform/ids.ts';
import type { DataPaths } from '#main/platform/paths.ts';
import type { Uploads } from '#main/documents/uploads.ts';
import type { Words } from '#main/platform/words.ts';
import type { DocumentReader } from '#main/reader/document-reader.ts';
import type { TrustWords } from '#main/reader/trust-words.ts';
import type { StampDesk } from '#main/stamping/stamp-desk.ts';
import type { StationIdentity } from '#main/station/identity.ts';
import type { MachineKey } from '#main/station/machine-key.ts';
import type { LoadedProfile } from '#main/station/profile-store.ts';
import type { Sessions } from '#main/station/sessions.ts';
import type { WritableDb } from '#main/storage/database.ts';
import type { PinChangeEntry } from '#main/token/pin-change.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import type { TokenService } from '#main/token/token-service.ts';
import type { DoctorLine, SyncView } from '#shared/contract/station.ts';
import type { ExportShelf } from './export-shelf.ts';
import type { ScreenQuestions } from './ask-screen.ts';
import type { SetUpDesk } from './set-up-desk.ts';
import type { StationEvents } from './station-events.ts';

/** A station after set-up: it has an identity, a regulation and a certified machine key. */
export interface ReadyParts {
  readonly identity: StationIdentity;
  readonly profile: LoadedProfile;
  readonly machineKey: MachineKey;
  readonly approvals: ApprovalService;
  readonly ledger: LedgerWriter;
  readonly ledgerWatch: LedgerWatch;
  readonly desk: StampDesk;
  /** The station's own trust list and status list. */
  trust(): TrustWords;
  /** One exchange with the registry. @throws SYNC_* */
  synchronise(): Promise<SyncView>;
  syncState(): SyncView;
}

/** What the methods of the contract work with; the composition root makes it. */
export interface StationParts {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly words: Words;
  readonly paths: DataPaths;
  readonly sessions: Sessions;
  readonly events: StationEvents;
  readonly questions: ScreenQuestions;
  /** Where a PIN, and a change of it, are asked for: the screen of whoever calls, or the terminal of a command. */
  readonly entries: { readonly pin: PinEntry; readonly pinChange: PinChangeEntry };
  readonly uploads: Uploads;
  /** The driver of the key is loaded when it is first asked for. */
  readonly tokens: () => TokenService;
  /** Opens what strangers made, in processes of its own. */
  readonly reader: DocumentReader;
  readonly exports: ExportShelf;
  readonly setUp: SetUpDesk;
  /** Where the policy profiles lie that came with the program. */
  readonly policyFolder: string;
  /** @throws STATION_NOT_READY before the set-up */
  ready(): ReadyParts;
  /** Null before the set-up. */
  findReady(): ReadyParts | null;
  doctor(): Promise<readonly DoctorLine[]>;
}
