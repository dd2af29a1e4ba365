import { listEntries, countEntries } from '#main/ledger/ledger-repository.ts';
import { latestHead } from '#main/ledger/checkpoints.ts';
import { freeBytes } from '#main/platform/files.ts';
import type { DeskSummary, StationCondition } from '#shared/contract/desk.ts';
import type { EntryRow } from '#shared/contract/ledger.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { Role } from '#shared/model/roles.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import { deskExpiries } from './desk-expiries.ts';
import { deskTasks } from './desk-tasks.ts';
import { entryRow } from './entry-row.ts';
import { auditOwnLedger } from './ledger-methods.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

const shownEntries = 7;
/** Checking this many leaves takes well under a second; a longer ledger is checked on its own page. */
const checkedAtOnce = 2_000;
const seesRegister: ReadonlySet<Role> = new Set(['custodian', 'approver', 'head', 'auditor', 'exporter']);

export function deskMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const checkLedger = createLedgerCheck(parts);
  return {
    summary: guarded.desk.summary.handler(({ context }): DeskSummary => {
      const person = signedIn(context);
      const ready = parts.ready();
      const today = officeTime(parts.clock.now()).slice(0, 10);
      const tasks = deskTasks(parts, person);
      const count = (...kinds: readonly string[]): number => tasks.filter(({ kind }) => kinds.includes(kind)).length;
      return {
        tasks,
        entries: lastEntries(parts, person),
        expiries: deskExpiries(parts, ready, person),
        condition: {
          ledger: { entries: countEntries(parts.db, {}), ...checkLedger() },
          freeBytes: freeBytes(parts.paths.folder),
        },
        counts: { request: count('resubmit'), approve: count('approve'), stamp: count('stamp', 'settle') },
        today: countEntries(parts.db, { from: today, to: today }),
      };
    }),
  };
}

/** A handler sees what he handled himself; other roles see the register. */
function lastEntries({ db }: StationParts, person: SignedInPerson): readonly EntryRow[] {
  if (person.roles.some((role) => seesRegister.has(role))) {
    return listEntries(db, {}, { limit: shownEntries }).map((leaf) => entryRow(db, leaf));
  }
  return listEntries(db, {}, { limit: 100 })
    .filter(({ record }) => record.kind === 'outcome' && record.body.entry.handler.account === person.account)
    .slice(0, shownEntries)
    .map((leaf) => entryRow(db, leaf));
}

type LedgerState = Pick<StationCondition['ledger'], 'checkedAt' | 'isSound'>;

/** Checks the chain again only after it has grown, and remembers what was found. */
function createLedgerCheck(parts: StationParts): () => LedgerState {
  let known: LedgerState = { checkedAt: null, isSound: null };
  let knownSize = -1;
  return () => {
    const size = latestHead(parts.db)?.size ?? 0;
    if (size !== knownSize && size <= checkedAtOnce) {
      known = { checkedAt: officeTime(parts.clock.now()), isSound: auditOwnLedger(parts).ok };
      knownSize = size;
    }
    return known;
  };
}
