import { requireSound, type LedgerReport } from '#main/ledger/ledger-report.ts';
import { exportRegister } from './export-register.ts';
import { listEntries } from '#main/ledger/ledger-repository.ts';
import type { LedgerCheckView } from '#shared/contract/ledger.ts';
import { entryRow } from './entry-row.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import { registerMethods } from './register-methods.ts';
import type { StationParts } from './station-parts.ts';

export function ledgerMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db } = parts;
  const { ledger } = guarded;
  return {
    list: ledger.list.handler(({ input }) => {
      const { limit, ...filter } = input;
      return listEntries(db, filter, { limit }).map((leaf) => entryRow(db, leaf));
    }),
    check: ledger.check.handler(async () => checkView((await parts.ready().ledgerWatch.check('all')).report)),
    export: ledger.export.handler(async ({ input, context }) => {
      requireSound((await parts.ready().ledgerWatch.check('all')).report);
      return exportRegister(parts, parts.ready(), { ...input, by: signedIn(context) });
    }),
    ...registerMethods(guarded, parts),
  };
}

function checkView(report: LedgerReport): LedgerCheckView {
  return {
    ok: report.ok,
    leaves: report.leaves,
    entries: report.entries,
    head: report.head ? Buffer.from(report.head.root).toString('hex') : '',
    firstBad: report.firstBad ?? null,
  };
}
