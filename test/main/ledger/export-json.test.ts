import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendLeaf } from '#main/ledger/append-leaf.ts';
import { checkJsonExport } from '#main/ledger/check-export.ts';
import { exportJson, signExport } from '#main/ledger/export-json.ts';
import { generateSm2KeyPair } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { transaction } from '#main/storage/database.ts';
import { canonicalBytes } from '#shared/log/canonical-json.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import type { EntryFilter } from '#main/ledger/ledger-repository.ts';
import {
  exampleUnit,
  openStationLedger,
  stampOnce,
  voidOnce,
  type StationLedger,
} from '#test/support/station-ledger.ts';

let ledger: StationLedger;
beforeEach(() => {
  ledger = openStationLedger();
  stampOnce(ledger);
  voidOnce(ledger);
  stampOnce(ledger);
  const by = { account: 'wang', name: '王保管' };
  const correction = {
    entryNo: { unitCode: exampleUnit, year: 2026, seq: 1 },
    field: 'archiveNo',
    value: 'A-2026-001',
    by,
    consentBy: { account: 'li', name: '李批准' },
  } as const;
  transaction(ledger.db, (tx) => appendLeaf(tx, ledger.writer, { kind: 'correction', body: correction }));
});
afterEach(() => ledger.close());

interface Content {
  entries: { leaf: { record: { body: { entry?: { reason: string } } } }; corrections: unknown[] }[];
  header: Record<string, unknown>;
}

function exported(filter: EntryFilter = {}): { bytes: Uint8Array; statement: string } {
  const file = exportJson(
    ledger.db,
    {
      station: ledger.writer.station,
      exportedAt: '2026-03-10T01:00:00.000Z',
      exportedBy: { account: 'chen', name: '陈信息' },
      purpose: '年度检查',
      publicKey: ledger.key.publicKey,
    },
    filter,
  );
  const bytes = new Uint8Array(Buffer.concat([...file.chunks]));
  return { bytes, statement: sign(bytes, file.summary().entries) };
}

function sign(bytes: Uint8Array, entries: number): string {
  const summary = { sm3: toHex(sm3(bytes)), bytes: bytes.length, entries };
  const header = { station: ledger.writer.station, publicKey: ledger.key.publicKey };
  return signExport(summary, header, ledger.writer.signer.sign);
}

const check = (bytes: Uint8Array, statement: string) => checkJsonExport(bytes, statement, [ledger.key.publicKey]);
const contentOf = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as Content;

/** Changes the content and signs the file anew, as the holder of the machine key could. */
function resigned(change: (content: Content) => void) {
  const content = contentOf(exported().bytes);
  change(content);
  const bytes = canonicalBytes(content);
  return check(bytes, sign(bytes, content.entries.length));
}

describe('signed JSON export', () => {
  it('is canonical JSON with every entry, its corrections and the head it stands under', () => {
    const { bytes, statement } = exported();
    expect(canonicalBytes(contentOf(bytes))).toEqual(bytes);
    expect(contentOf(bytes)).toMatchObject({
      entries: [{ corrections: [{ record: { body: { value: 'A-2026-001' } } }] }, {}, {}],
      header: { format: 'sealkeeper/ledger-export/v1', entries: 3, purpose: '年度检查' },
    });
    expect(check(bytes, statement)).toEqual({ ok: true, entries: 3 });
  });

  it('checks also when it holds a part of the register only, or nothing', () => {
    const part = exported({ text: '第3号' });
    expect(check(part.bytes, part.statement)).toEqual({ ok: true, entries: 1 });
    const nothing = exported({ year: 1999 });
    expect(check(nothing.bytes, nothing.statement)).toEqual({ ok: true, entries: 0 });
  });

  it('refuses a file that was changed after signing', () => {
    const { bytes, statement } = exported();
    const changed = bytes.map((byte, at) => (at === 300 ? byte ^ 1 : byte));
    expect(check(changed, statement).fault?.reason).toBe('digest');
  });

  it('refuses a statement of another key or of another kind', () => {
    const { bytes, statement } = exported();
    expect(checkJsonExport(bytes, statement, [generateSm2KeyPair().publicKey]).fault?.reason).toBe('statement');
    const note = String(contentOf(bytes).header['checkpoint']);
    expect(check(bytes, note).fault?.reason).toBe('statement');
  });

  it('finds an entry changed by the signer himself, because the ledger does not contain it', () => {
    const verdict = resigned((content) => {
      content.entries[2]!.leaf.record.body.entry!.reason = '事后改写的事由';
    });
    expect(verdict).toMatchObject({ ok: false, fault: { reason: 'leaf', leafIndex: 5 } });
  });

  it('finds a checkpoint that does not belong to the entries', () => {
    const other = openStationLedger(undefined, ledger.key);
    stampOnce(other);
    const note = contentOf(exported().bytes).header['checkpoint'];
    expect(resigned((content) => Object.assign(content.header, { checkpoint: null })).fault?.reason).toBe('checkpoint');
    expect(resigned((content) => Object.assign(content.header, { checkpoint: `${String(note)}x` })).fault?.reason).toBe(
      'checkpoint',
    );
    other.close();
  });
});
