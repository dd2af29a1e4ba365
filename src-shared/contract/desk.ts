import { type } from '@orpc/contract';
import type { Role } from '../model/roles.ts';
import type { EntryRow } from './ledger.ts';
import { forEveryone, method } from './procedure.ts';

/**
 * The key as the frame shows it. `unread`: not asked for yet, or the driver could not be used. A word for the tries
 * and never a number: PKCS#11 gives none.
 */
export interface KeyChip {
  readonly state: 'unread' | 'none' | 'normal' | 'tried' | 'final' | 'locked';
  /** Last four of the serial number, or empty without a key. */
  readonly ending: string;
  readonly isTraining: boolean;
  readonly readAt: string;
}

/** The registry as the frame shows it. `stale`: the status list has run out, and with it stamping. */
export interface RegistryChip {
  readonly state: 'never' | 'fresh' | 'offline' | 'stale';
  readonly lastSuccess: string | null;
  /** The state of seals is known until then. */
  readonly statusUntil: string | null;
  readonly statusNumber: number | null;
  /** Leaves of the ledger the registry has not receipted yet. */
  readonly pending: number;
}

export interface ProfileView {
  readonly profileId: string;
  readonly profileVersion: string;
  /** Short form such as 安阳 2020. */
  readonly shortTitle: string;
  readonly documents: readonly {
    readonly code: string;
    readonly title: string;
    readonly docNumber: string | null;
    readonly issuer: string;
    readonly issuedOn: string | null;
  }[];
  /** What the regulation calls the things on the screen. */
  readonly terms: { readonly system: string; readonly seal: string; readonly token: string; readonly pin: string };
  /** Days after which the PIN must be changed; null where the regulation names none. */
  readonly pinMaxAgeDays: number | null;
  /** Clauses that stand behind what the screen says; null where the regulation is silent. */
  readonly clauses: {
    readonly approval: string | null;
    readonly custodian: string | null;
    readonly incident: string | null;
  };
}

/** Somebody the sign-in page offers by name. */
export interface OfferedPerson {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** What stands around every page, also before anybody has signed in. */
export interface StationFrame {
  readonly version: string;
  readonly hostName: string;
  /** Null before the set-up; also `profile`. */
  readonly unitName: string | null;
  readonly stationId: string | null;
  readonly profile: ProfileView | null;
  /** A training seal or a training key is in use here: the ribbon is shown. */
  readonly isTraining: boolean;
  readonly key: KeyChip;
  readonly registry: RegistryChip;
  readonly people: readonly OfferedPerson[];
  /** Who worked here last, and until when. */
  readonly lastPerson: { readonly name: string; readonly at: string } | null;
  /** The station's clock, for ages said in words. */
  readonly now: string;
}

/** Something that waits for the person who asks. */
export interface DeskTask {
  readonly kind: 'stamp' | 'finish' | 'approve' | 'resubmit' | 'settle';
  /** Of the request, or of the batch where `files` is not null. */
  readonly requestId: string;
  /** How many files of a batch wait; null for a request by itself. */
  readonly files: number | null;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly deptName: string;
  readonly handlerName: string;
  readonly sealName: string;
  /** How many stamps the request asks for. */
  readonly stamps: number;
  /** Who decided last and when, for `stamp` and `resubmit`. */
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly submittedAt: string;
  /** Number in the register, for `settle`; null where there is none yet. */
  readonly entryNo: string | null;
  /** When it is too late; null where nothing runs out. */
  readonly dueAt: string | null;
}

export interface DeskExpiry {
  readonly kind: 'seal' | 'certificate' | 'status-list' | 'approval' | 'pin';
  readonly name: string;
  readonly at: string;
  readonly state: 'ok' | 'attention' | 'over';
}

export interface StationCondition {
  readonly ledger: {
    readonly entries: number;
    /** The last check of the whole chain in this run of the station; null before the first. */
    readonly checkedAt: string | null;
    readonly isSound: boolean | null;
  };
  readonly freeBytes: number;
}

export interface DeskSummary {
  /** Most urgent first. */
  readonly tasks: readonly DeskTask[];
  /** The last entries the person may see, newest first. */
  readonly entries: readonly EntryRow[];
  readonly expiries: readonly DeskExpiry[];
  readonly condition: StationCondition;
  /** Counts beside the navigation. */
  readonly counts: { readonly request: number; readonly approve: number; readonly stamp: number };
  /** Entries of today. */
  readonly today: number;
}

/** Registered as `station.frame`. */
export const frameMethod = method.meta(forEveryone).output(type<StationFrame>());

export const deskContract = {
  /** What waits, what was done, what runs out, and how this computer is, for the person who asks. */
  summary: method.output(type<DeskSummary>()),
};
