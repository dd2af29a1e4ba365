import type { Generated, Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { SealState } from '#shared/model/seal.ts';

/**
 * Tables of the registry. Times are UTC text, digests lower-case hex, structures DER. Tables marked "insert-only"
 * refuse UPDATE and DELETE in the database itself (HN-13, HN-15: make information is kept for ever and never changed).
 */
export interface RegistrySchema {
  accounts: AccountTable;
  units: UnitTable;
  enrolment_codes: EnrolmentCodeTable;
  stations: StationTable;
  token_models: TokenModelTable;
  seal_cases: SealCaseTable;
  seal_events: SealEventTable;
  seal_makings: SealMakingTable;
  usage_leaves: UsageLeafTable;
  urgent_notices: UrgentNoticeTable;
  receipts: ReceiptTable;
  counters: { name: string; value: number };
  envelope_answers: EnvelopeAnswerTable;
  incidents: IncidentTable;
  divergences: DivergenceTable;
  audit: AuditTable;
}

export const accountRoles = ['reviewer', 'maker', 'admin', 'auditor'] as const;
export type AccountRole = (typeof accountRoles)[number];

export interface AccountTable {
  account: string;
  name: string;
  role: AccountRole;
  /** SHA-256 of the personal token; the token itself is not kept. */
  token_sha256: string;
}

export interface UnitTable {
  code: string;
  name: string;
  region: string;
}

export interface EnrolmentCodeTable {
  code_sm3: string;
  unit: string;
  /** The station the code enrols. */
  station: string;
  valid_to: string;
  used_at: string | null;
}

export interface StationTable {
  station: string;
  unit: string;
  host_name: string;
  certificate: Uint8Array;
  enrolled_at: string;
  ledger_size: number;
  root: string;
  /** Hashes of the complete subtrees of the ledger, hex, largest first, joined by spaces. */
  frontier: string;
  checkpoint: string | null;
  is_diverged: number;
}

export interface TokenModelTable {
  model: string;
  product_certificate: string;
  is_training: number;
}

export interface SealCaseTable {
  case_id: string;
  state: SealState;
  since: string;
  unit: string;
  category: string;
  seal_name: string;
  station: string;
  custodian_account: string;
  custodian_name: string;
  token_serial: string;
  token_model: string;
  /** The application as submitted, canonical JSON. */
  application: string;
  reason: string | null;
  es_id: string | null;
  valid_from: string | null;
  valid_to: string | null;
  reviewed_by: string | null;
  made_by: string | null;
  filing_number: string | null;
  /** Random value the seal key must answer when the seal is activated; given at delivery. */
  challenge: string | null;
}

/** Insert-only. */
export interface SealEventTable {
  number: Generated<number>;
  case_id: string;
  at: string;
  event: string;
  from_state: SealState | null;
  to_state: SealState;
  actor: string;
  role: string;
  reason: string | null;
}

/** Insert-only: 电子印章制作信息. */
export interface SealMakingTable {
  es_id: string;
  case_id: string;
  seal: Uint8Array;
  certificate: Uint8Array;
  maker_certificate: Uint8Array;
  impression_sm3: string;
  is_training: number;
  reviewed_by: string;
  made_by: string;
  made_at: string;
}

/** Insert-only. */
export interface UsageLeafTable {
  station: string;
  leaf_index: number;
  leaf_hash: string;
  record: string;
  flags: string;
  received_at: string;
}

/** Insert-only. */
export interface UrgentNoticeTable {
  station: string;
  leaf_index: number;
  leaf_hash: string;
  record: string;
  received_at: string;
}

/** Insert-only. */
export interface ReceiptTable {
  number: number;
  station: string;
  ledger_size: number;
  statement: string;
  signature: string;
}

/** Insert-only. */
export interface EnvelopeAnswerTable {
  id: string;
  station: string;
  route: string;
  body_sm3: string;
  answer: string;
  at: string;
}

/** Insert-only. */
export interface IncidentTable {
  number: Generated<number>;
  at: string;
  kind: string;
  station: string | null;
  es_id: string | null;
  detail: string;
}

/** Insert-only: both heads of a ledger that contradicts itself. */
export interface DivergenceTable {
  number: Generated<number>;
  at: string;
  station: string;
  kept_checkpoint: string | null;
  kept_size: number;
  kept_root: string;
  offered_checkpoint: string;
  offered_size: number;
  offered_root: string;
}

/** Insert-only, hash-chained. */
export interface AuditTable {
  number: number;
  at: string;
  actor: string;
  action: string;
  facts: string;
  chain: string;
}

/** Read through this. */
export type ReadStore = Kysely<RegistrySchema>;
/** Write through this: every change belongs to a transaction. */
export type StoreTransaction = Transaction<RegistrySchema>;

export type StationRow = Selectable<StationTable>;
export type SealCaseRow = Selectable<SealCaseTable>;
export type NewSealEvent = Insertable<SealEventTable>;
export type SealMakingRow = Selectable<SealMakingTable>;
