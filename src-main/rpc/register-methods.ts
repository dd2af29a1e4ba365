import path from 'node:path';
import { csvSample } from '#main/ledger/export-csv.ts';
import { countByKind, countEntries, listEntries } from '#main/ledger/ledger-repository.ts';
import { departmentsOfEntries } from '#main/ledger/use-figures.ts';
import { nextEntryNo } from '#main/ledger/entry-numbers.ts';
import { requireSound } from '#main/ledger/ledger-report.ts';
import { receiptedSize } from '#main/ledger/receipts.ts';
import { removeFilter, savedFilters, saveFilter } from '#main/station/saved-filters.ts';
import { transaction } from '#main/storage/database.ts';
import { listKeptSeals } from '#main/seals/kept-seals.ts';
import type { LedgerBook, RegisterPage } from '#shared/contract/ledger-views.ts';
import { zhCnLedger } from '#shared/i18n/zh-cn/ledger.ts';
import { ledgerYear, officeTime } from '#shared/model/register-entry.ts';
import { correctEntry } from './correct-entry.ts';
import { entryFileView } from './entry-file-view.ts';
import { entryStoryView } from './entry-story-view.ts';
import { writeEvidence } from './evidence-package.ts';
import { exportRegister } from './export-register.ts';
import { entryNoAt, ledgerStateView } from './ledger-state-view.ts';
import { settleEntry } from './settle-entry.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import { ledgerFilter, registerRow } from './register-rows.ts';
import type { StationParts } from './station-parts.ts';

const sampleRows = 5;

/** The register as its page works with it. */
export function registerMethods({ ledger }: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db } = parts;
  return {
    book: ledger.book.handler(() => registerBook(parts)),
    departments: ledger.departments.handler(() => departmentsOfEntries(db)),
    recheck: ledger.recheck.handler(async () => ledgerStateView(db, await parts.ready().ledgerWatch.check('all'))),
    page: ledger.page.handler(({ input: { filter, before, limit } }): RegisterPage => {
      const receipted = receiptedSize(db);
      const leaves = listEntries(db, ledgerFilter(filter, receipted), { before, limit });
      const last = leaves.at(-1);
      return {
        rows: leaves.map((leaf) => registerRow(db, leaf, receipted)),
        next: last && leaves.length === limit ? last.index : null,
      };
    }),
    count: ledger.count.handler(({ input: { filter } }) => {
      const receipted = receiptedSize(db);
      return {
        ...countByKind(db, ledgerFilter({ ...filter, view: 'all' }, receipted), receipted),
        matching: countEntries(db, ledgerFilter(filter, receipted)),
      };
    }),
    story: ledger.story.handler(({ input, context }) => entryStoryView(parts, signedIn(context), input.entryNo)),
    file: ledger.file.handler(({ input, context }) => entryFileView(parts, signedIn(context), input.entryNo)),
    exportPreview: ledger.exportPreview.handler(({ input: { filter } }) => {
      const wanted = ledgerFilter(filter, receiptedSize(db));
      return {
        entries: countEntries(db, wanted),
        columns: Object.values(zhCnLedger.columns),
        sample: csvSample(db, zhCnLedger, wanted, sampleRows),
      };
    }),
    exportFile: ledger.exportFile.handler(async ({ input, context }) => {
      const ready = parts.ready();
      requireSound((await ready.ledgerWatch.check('all')).report);
      const { format, purpose, filter } = input;
      const exportId = parts.ids.uuid();
      const file = path.join(parts.paths.exports, `${exportId}.${format}`);
      const done = exportRegister(parts, ready, {
        format,
        purpose,
        path: file,
        by: signedIn(context),
        filter: ledgerFilter(filter, receiptedSize(db)),
      });
      const day = officeTime(parts.clock.now()).slice(0, 10);
      const fileName = `${ready.identity.unitName}-${parts.words.say('screen.ledger.export.fileName')}-${day}.${format}`;
      const contentType = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json';
      const shelved = parts.exports.put(context.session ?? '', { path: file, fileName, contentType });
      return { exportId: shelved, fileName, entries: done.entries, sm3: done.sm3 };
    }),
    evidence: ledger.evidence.handler(async ({ input, context }) => {
      const ready = parts.ready();
      requireSound((await ready.ledgerWatch.check('all')).report);
      const { entryNo, purpose } = input;
      const fileName = `${parts.words.say('ledger.evidence.fileName', { entryNo })}.zip`;
      const file = input.path ?? path.join(parts.paths.exports, `${parts.ids.uuid()}.zip`);
      const { sm3 } = writeEvidence(parts, ready, { entryNo, purpose, by: signedIn(context) }, file);
      if (input.path !== undefined) return { exportId: null, fileName, sm3 };
      const shelved = { path: file, fileName, contentType: 'application/zip' };
      return { exportId: parts.exports.put(context.session ?? '', shelved), fileName, sm3 };
    }),
    settle: ledger.settle.handler(async ({ input, context }) => {
      const by = signedIn(context);
      await settleEntry(parts, { ...input, by, session: context.session });
      return entryStoryView(parts, by, input.entryNo);
    }),
    filters: ledger.filters.handler(({ context }) => savedFilters(db, signedIn(context).account)),
    saveFilter: ledger.saveFilter.handler(({ input, context }) =>
      transaction(db, (tx) => saveFilter(tx, signedIn(context).account, input, parts.clock.now())),
    ),
    removeFilter: ledger.removeFilter.handler(({ input, context }) =>
      transaction(db, (tx) => removeFilter(tx, signedIn(context).account, input.name)),
    ),
    correct: ledger.correct.handler(async ({ input, context }) => {
      const by = signedIn(context);
      await correctEntry(parts, { ...input, by });
      return entryStoryView(parts, by, input.entryNo);
    }),
  };
}

function registerBook(parts: StationParts): LedgerBook {
  const { db, clock } = parts;
  const ready = parts.ready();
  const year = ledgerYear(clock.now());
  const receipted = receiptedSize(db);
  const { voids } = countByKind(db, { year }, receipted);
  const state = ready.ledgerWatch.last();
  return {
    year,
    lastSeq: nextEntryNo(db, ready.identity.unitCode, year).seq - 1,
    voids,
    state: state && ledgerStateView(db, state),
    receiptedLeaves: receipted,
    witnessedEntryNo: receipted > 0 ? entryNoAt(db, newestBefore(parts, receipted)) : null,
    seals: listKeptSeals(db).map(({ esId, name }) => ({ esId, name })),
  };
}

/** The newest entry among the first `size` leaves; the last of them may be a notice without a number. */
function newestBefore({ db }: StationParts, size: number): number {
  return listEntries(db, {}, { before: size, limit: 1 })[0]?.index ?? size - 1;
}
