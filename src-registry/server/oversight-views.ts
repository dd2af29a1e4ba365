import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Divergence, Incident, stationSchema, usageEntrySchema } from '#shared/registry/administration.ts';
import type { sealEventSchema } from '#shared/registry/seal-case.ts';
import type {
  DivergenceTable,
  IncidentTable,
  SealEventTable,
  StationRow,
  UsageLeafTable,
} from '../store/registry-schema.ts';

/** Rows as the contract shows them; what is empty is left out. */

export function sealEventView(row: Selectable<SealEventTable>): z.infer<typeof sealEventSchema> {
  return {
    at: row.at,
    event: row.event,
    to: row.to_state,
    actor: row.actor,
    role: row.role,
    ...(row.from_state === null ? {} : { from: row.from_state }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}

export function stationView(row: StationRow): z.infer<typeof stationSchema> {
  return {
    station: row.station,
    unit: row.unit,
    hostName: row.host_name,
    enrolledAt: row.enrolled_at,
    ledgerSize: row.ledger_size,
    isDiverged: row.is_diverged === 1,
  };
}

export function usageView(row: UsageLeafTable): z.infer<typeof usageEntrySchema> {
  return {
    station: row.station,
    index: row.leaf_index,
    leafHash: row.leaf_hash,
    record: row.record,
    flags: row.flags.split(' ').filter((flag) => flag !== ''),
    receivedAt: row.received_at,
  };
}

export function incidentView(row: Selectable<IncidentTable>): Incident {
  return {
    number: row.number,
    at: row.at,
    kind: row.kind,
    detail: row.detail,
    ...(row.station === null ? {} : { station: row.station }),
    ...(row.es_id === null ? {} : { esId: row.es_id }),
  };
}

export function divergenceView(row: Selectable<DivergenceTable>): Divergence {
  return {
    at: row.at,
    station: row.station,
    keptSize: row.kept_size,
    keptRoot: row.kept_root,
    offeredCheckpoint: row.offered_checkpoint,
    offeredSize: row.offered_size,
    offeredRoot: row.offered_root,
    ...(row.kept_checkpoint === null ? {} : { keptCheckpoint: row.kept_checkpoint }),
  };
}
