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
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

const shownEntries = 7;
/** Checking this many leaves takes well under a second; a longer ledger is checked on its own page. */
const checkedAtOnce = 2_000;
const seesRegister: ReadonlySet<Role> = new Set(['custodian', 'approver', 'head', 'auditor', 'exporter']);

export function deskMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  return {
    summary: guarded.desk.summary.handler(async ({ context }): Promise<DeskSummary> => {
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
          ledger: { entries: countEntries(parts.db, {}), ...(await ledgerCheck(parts)) },
          freeBytes: freeBytes(parts.paths.folder),
        },
        counts: { request: count('resubmit'), approve: count('approve'), stamp: count('stamp', 'settle', 'finish') },
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

/** What the last check found. A short ledger is checked when nobody has yet; a long one is not waited for. */
async function ledgerCheck({ db, ready }: StationParts): Promise<LedgerState> {
  const { ledgerWatch } = ready();
  const isShort = (latestHead(db)?.size ?? 0) <= checkedAtOnce;
  const state = ledgerWatch.last() ?? (isShort ? await ledgerWatch.known() : null);
  return { checkedAt: state && officeTime(state.checkedAt), isSound: state && state.report.ok };
}
