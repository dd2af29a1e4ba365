import { StationError } from '#shared/errors/station-error.ts';
import type { Refusal } from '../server/refusal.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import { suspendSealsOf } from '../seals/seal-standing.ts';
import { appendAudit } from '../store/audit-repository.ts';
import type { StationRow, StoreTransaction } from '../store/registry-schema.ts';
import { markDiverged } from '../store/station-repository.ts';
import { insertDivergence, insertIncident } from '../store/usage-repository.ts';

export interface OfferedHead {
  /** What the station signed: a checkpoint note, or an envelope around an urgent notice. */
  readonly evidence: string;
  readonly size: number;
  readonly root: string;
  /** `@registry.…` and the facts of that sentence. */
  readonly detail: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/**
 * A station signed two ledgers that cannot both be true. Both heads are kept, its seals stop, and nothing more is
 * taken from it until an auditor has settled the matter.
 */
export async function keepDivergence(
  parts: RegistryParts,
  tx: StoreTransaction,
  station: StationRow,
  offered: OfferedHead,
): Promise<Refusal> {
  const at = parts.clock.now();
  await insertDivergence(tx, {
    at: at.toISOString(),
    station: station.station,
    kept_checkpoint: station.checkpoint,
    kept_size: station.ledger_size,
    kept_root: station.root,
    offered_checkpoint: offered.evidence,
    offered_size: offered.size,
    offered_root: offered.root,
  });
  await markDiverged(tx, station.station);
  await insertIncident(tx, {
    at: at.toISOString(),
    kind: 'ledger-diverged',
    station: station.station,
    detail: offered.detail,
  });
  await appendAudit(tx, {
    at,
    actor: station.station,
    action: 'ledger.diverged',
    facts: {
      keptSize: station.ledger_size,
      keptRoot: station.root,
      offeredSize: offered.size,
      offeredRoot: offered.root,
    },
  });
  await suspendSealsOf(parts, tx, station.station);
  return { refuse: new StationError('REGISTRY_INCONSISTENT', { detail: offered.detail, ...offered.facts }) };
}
