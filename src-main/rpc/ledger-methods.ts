import { requireSound } from '#main/ledger/ledger-report.ts';
import { checkLedger } from '#main/ledger/check-ledger.ts';
import { exportRegister } from './export-register.ts';
import { listEntries } from '#main/ledger/ledger-repository.ts';
import { listReceipts } from '#main/ledger/receipts.ts';
import type { LedgerCheckView } from '#shared/contract/ledger.ts';
import { entryRow } from './entry-row.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function ledgerMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db } = parts;
  const { ledger } = guarded;
  return {
    list: ledger.list.handler(({ input }) => {
      const { limit, ...filter } = input;
      return listEntries(db, filter, { limit }).map((leaf) => entryRow(db, leaf));
    }),
    check: ledger.check.handler(() => checkOwnLedger(parts)),
    export: ledger.export.handler(({ input, context }) => {
      requireSound(auditOwnLedger(parts));
      return exportRegister(parts, parts.ready(), { ...input, by: signedIn(context) });
    }),
  };
}

/** The checker over this station's own ledger, with every head the registry has signed for. */
export function auditOwnLedger(parts: StationParts) {
  const { machineKey } = parts.ready();
  return checkLedger(parts.db, {
    publicKeys: [machineKey.publicKey],
    knownHeads: listReceipts(parts.db).map(({ size, root }) => ({ size, root })),
  });
}

function checkOwnLedger(parts: StationParts): LedgerCheckView {
  const report = auditOwnLedger(parts);
  return {
    ok: report.ok,
    leaves: report.leaves,
    entries: report.entries,
    head: report.head ? Buffer.from(report.head.root).toString('hex') : '',
    firstBad: report.firstBad ?? null,
  };
}
