import type { ReadableDb, WriteTransaction } from '#main/storage/database.ts';
import { all, createQueries, get, run } from '#main/storage/queries.ts';
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

/** Who made a seal and under which number it was filed, as far as the registry said so. */
export interface SealPapers {
  readonly filingNumber: string | null;
  readonly reviewedBy: string | null;
  readonly madeBy: string | null;
}

export function keepPapers(tx: WriteTransaction, esId: string, papers: SealPapers): void {
  const { filingNumber: filing_number, reviewedBy: reviewed_by, madeBy: made_by } = papers;
  run(tx, queries.insertInto('seal_papers').values({ es_id: esId, filing_number, reviewed_by, made_by }));
}

/** All unknown for a seal that came here without its papers. */
export function readPapers(db: ReadableDb, esId: string): SealPapers {
  const row = get(db, queries.selectFrom('seal_papers').selectAll().where('es_id', '=', esId));
  return {
    filingNumber: row?.filing_number ?? null,
    reviewedBy: row?.reviewed_by ?? null,
    madeBy: row?.made_by ?? null,
  };
}

/** States the registry gave while the seal was here and that have passed, oldest first. */
export function earlierStates(
  db: ReadableDb,
  esId: string,
): readonly { readonly state: SealState; readonly since: Date }[] {
  const query = queries.selectFrom('seal_states').selectAll().where('es_id', '=', esId).orderBy('state_index');
  return all(db, query).map(({ state, since }) => ({ state, since: new Date(since) }));
}
