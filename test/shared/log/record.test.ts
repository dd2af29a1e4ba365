import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sm3 } from '#main/sm/sm3.ts';
import { leafHash } from '#shared/log/merkle-tree.ts';
import { encodeRecord, parseRecord, type LedgerRecord } from '#shared/log/record.ts';
import { toHex } from '#shared/log/text-bytes.ts';

const example = JSON.parse(fs.readFileSync('test/vectors/ledger-example.json', 'utf8')) as {
  records: string[];
  leafHashes: string[];
};
const utf8 = new TextEncoder();
const parsed = example.records.map((text) => parseRecord(utf8.encode(text)));
const outcome = parsed[1] as Extract<LedgerRecord, { kind: 'outcome' }>;
const withEntry = (change: Record<string, unknown>): LedgerRecord =>
  ({ ...outcome, body: { ...outcome.body, entry: { ...outcome.body.entry, ...change } } }) as LedgerRecord;

describe('ledger record', () => {
  it('has the bytes and the hash that another implementation gives it', () => {
    expect(parsed.map((record) => record.kind)).toEqual([
      'intent',
      'outcome',
      'intent',
      'void',
      'correction',
      'urgent',
    ]);
    expect(parsed.map((record) => new TextDecoder().decode(encodeRecord(record)))).toEqual(example.records);
    expect(parsed.map((record) => toHex(leafHash(sm3, encodeRecord(record))))).toEqual(example.leafHashes);
  });

  it.each(['usedAt', 'unitName', 'reason', 'approvers', 'handler', 'sealUser'])(
    'refuses an outcome without %s (AC-AY-13b, AC-XA-E-35)',
    (key) => {
      const { [key]: _, ...entry } = outcome.body.entry as Record<string, unknown>;
      const record = { ...outcome, body: { ...outcome.body, entry } } as unknown as LedgerRecord;
      expect(() => encodeRecord(record)).toThrow(`body.entry.${key}`);
    },
  );

  it('refuses a success without a file digest, and a file digest without a success', () => {
    const { digestAfter: _, ...entry } = outcome.body.entry;
    const without = { ...outcome, body: { ...outcome.body, entry } } as LedgerRecord;
    expect(() => encodeRecord(without)).toThrow('digestAfter');
    expect(() => encodeRecord(withEntry({ result: 'signed-unsaved' }))).toThrow('digestAfter');
    expect(() => encodeRecord(withEntry({ result: 'unknown' }))).toThrow('signatureDigest');
  });

  it('refuses an office time that is another moment than the UTC beside it', () => {
    expect(() => encodeRecord(withEntry({ usedAt: '2026-03-09T14:05:08+08:00' }))).toThrow('another moment');
    expect(() => encodeRecord(withEntry({ usedAt: '2026-03-09T06:05:07Z' }))).toThrow('usedAt');
  });

  it('refuses fields nobody described, so that no identity-card number slips in (XC-D-15)', () => {
    expect(() => encodeRecord(withEntry({ identityCard: 'x' }))).toThrow('LEDGER_LEAF_INVALID');
    expect(() => encodeRecord({ ...outcome, extra: 1 } as unknown as LedgerRecord)).toThrow('LEDGER_LEAF_INVALID');
  });

  it('refuses a correction of anything but remark, archive number and returned document (lifecycles C.5)', () => {
    const correction = parsed[4] as Extract<LedgerRecord, { kind: 'correction' }>;
    const changed = { ...correction, body: { ...correction.body, field: 'usedAt' } } as unknown as LedgerRecord;
    expect(() => encodeRecord(changed)).toThrow('body.field');
  });

  it('refuses a correction that its own author consents to', () => {
    const correction = parsed[4] as Extract<LedgerRecord, { kind: 'correction' }>;
    const alone = { ...correction, body: { ...correction.body, consentBy: correction.body.by } };
    expect(() => encodeRecord(alone)).toThrow('another person');
  });

  it('refuses leaf bytes in another spelling', () => {
    expect(() => parseRecord(utf8.encode(`${example.records[0]} `))).toThrow('not in canonical form');
    expect(() => parseRecord(utf8.encode('[]'))).toThrow('LEDGER_LEAF_INVALID');
    expect(() => parseRecord(utf8.encode('null'))).toThrow('LEDGER_LEAF_INVALID');
  });
});
