import type { ReadableDb } from '#main/storage/database.ts';
import { createQueries, get } from '#main/storage/queries.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { SealState } from '#shared/model/seal.ts';
import type { SealSchema } from './seal-schema.ts';

/** When a kept seal came here, and what the registry last said of it. */
export interface SealLife {
  readonly installedAt: Date;
  /** The registry's word; this station may have stopped the seal besides. */
  readonly registryState: SealState;
  readonly registryStateSince: Date;
}

const queries = createQueries<SealSchema>();

/** @throws SEAL_NOT_FOUND */
export function readSealLife(db: ReadableDb, esId: string): SealLife {
  const columns = ['installed_at', 'state', 'state_since'] as const;
  const row = get(db, queries.selectFrom('kept_seals').select(columns).where('es_id', '=', esId));
  if (!row) throw new StationError('SEAL_NOT_FOUND', { seal: esId });
  return {
    installedAt: new Date(row.installed_at),
    registryState: row.state,
    registryStateSince: new Date(row.state_since),
  };
}
