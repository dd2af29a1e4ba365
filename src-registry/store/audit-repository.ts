import { canonicalJson } from '#shared/log/canonical-json.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { ReadStore, StoreTransaction } from './registry-schema.ts';

export interface AuditFact {
  readonly at: Date;
  /** Account, station or `program`. */
  readonly actor: string;
  /** `area.verb`, e.g. `seal.make`. */
  readonly action: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

export interface AuditRow {
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly facts: string;
  readonly chain: string;
}

const beginning = '0'.repeat(64);

/** SM3 over the chain value before and everything this row says. */
function chainValue(before: string, row: Omit<AuditRow, 'chain'>): string {
  const { number, at, actor, action, facts } = row;
  return toHex(sm3(new TextEncoder().encode(canonicalJson([before, number, at, actor, action, facts]))));
}

/** Add one row to the audit log, in the transaction of what it tells about: neither is kept without the other. */
export async function appendAudit(tx: StoreTransaction, fact: AuditFact): Promise<void> {
  const last = await tx.selectFrom('audit').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
  const row = {
    number: (last?.number ?? 0) + 1,
    at: fact.at.toISOString(),
    actor: fact.actor,
    action: fact.action,
    facts: canonicalJson(fact.facts),
  };
  await tx
    .insertInto('audit')
    .values({ ...row, chain: chainValue(last?.chain ?? beginning, row) })
    .execute();
}

export function auditRows(db: ReadStore, after: number, limit: number): Promise<AuditRow[]> {
  return db.selectFrom('audit').selectAll().where('number', '>', after).orderBy('number').limit(limit).execute();
}

const pageLength = 1_000;

/** Recomputes the whole chain from the rows; false as soon as one row was changed, taken out or put in. */
export async function isAuditIntact(db: ReadStore): Promise<boolean> {
  let chain = beginning;
  let number = 0;
  for (;;) {
    const rows = await auditRows(db, number, pageLength);
    for (const row of rows) {
      if (row.number !== number + 1 || row.chain !== chainValue(chain, row)) return false;
      ({ chain, number } = row);
    }
    if (rows.length < pageLength) return true;
  }
}
