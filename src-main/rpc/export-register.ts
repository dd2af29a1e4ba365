import { exportCsv } from '#main/ledger/export-csv.ts';
import type { ExportFile } from '#main/ledger/export-entries.ts';
import { exportJson, signExport } from '#main/ledger/export-json.ts';
import type { EntryFilter } from '#main/ledger/ledger-repository.ts';
import { renameDurably, writeDurably } from '#main/platform/files.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { zhCnLedger } from '#shared/i18n/zh-cn/ledger.ts';
import type { ReadyParts, StationParts } from './station-parts.ts';

/**
 * Writes the register to a file: under a temporary name first, so that a half-written export never looks whole. The
 * JSON form gets a signed statement beside it (`<name>.sig.json`).
 */
export function exportRegister(
  parts: StationParts,
  ready: ReadyParts,
  order: {
    readonly format: 'csv' | 'json';
    readonly path: string;
    readonly purpose: string;
    readonly by: SignedInPerson;
    /** Everything when left out. */
    readonly filter?: EntryFilter;
  },
): { readonly path: string; readonly entries: number; readonly sm3: string } {
  const exportedAt = parts.clock.now().toISOString();
  const header = {
    station: ready.identity.stationId,
    exportedAt,
    exportedBy: { account: order.by.account, name: order.by.name },
    purpose: order.purpose,
    publicKey: ready.machineKey.publicKey,
    certificate: ready.machineKey.certificate,
  };
  const file =
    order.format === 'csv' ? exportCsv(parts.db, zhCnLedger, order.filter) : exportJson(parts.db, header, order.filter);
  const summary = write(order.path, file);
  if (order.format === 'json') {
    const statement = signExport(summary, header, (tbs) => ready.machineKey.sign(tbs));
    writeWhole(`${order.path}.sig.json`, new TextEncoder().encode(statement));
  }
  return { path: order.path, entries: summary.entries, sm3: summary.sm3 };
}

function write(path: string, file: ExportFile): ReturnType<ExportFile['summary']> {
  const temporary = `${path}.part`;
  writeDurably(temporary, file.chunks);
  renameDurably(temporary, path);
  return file.summary();
}

function writeWhole(path: string, bytes: Uint8Array): void {
  writeDurably(`${path}.part`, [bytes]);
  renameDurably(`${path}.part`, path);
}
