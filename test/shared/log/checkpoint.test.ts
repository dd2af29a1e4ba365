import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { checkpointText, encodeCheckpoint, isSignedBy, machineKeyId, parseCheckpoint } from '#shared/log/checkpoint.ts';
import { fromHex, toHex } from '#shared/log/text-bytes.ts';

interface Example {
  publicKey: string;
  station: string;
  checkpoints: { size: number; root: string; at: string; text: string; keyId: string; note: string }[];
}
const example = JSON.parse(fs.readFileSync('test/vectors/ledger-example.json', 'utf8')) as Example;
const publicKey = fromHex(example.publicKey)!;
const by = { hash: sm3, verify: sm2Verify };
const { note } = example.checkpoints[0]!;

describe('checkpoint', () => {
  it.each(example.checkpoints)('of size $size signed by OpenSSL is read and verified', (each) => {
    const signed = parseCheckpoint(each.note);
    expect(checkpointText(signed.checkpoint)).toBe(each.text);
    expect(toHex(machineKeyId(sm3, example.station, publicKey))).toBe(each.keyId);
    expect(isSignedBy(signed, [publicKey], by)).toBe(true);
    expect(encodeCheckpoint(signed)).toBe(each.note);
  });

  it('is not signed by a key that is not known', () => {
    const other = publicKey.map((byte, at) => (at === 64 ? byte ^ 1 : byte));
    expect(isSignedBy(parseCheckpoint(note), [other], by)).toBe(false);
    expect(isSignedBy(parseCheckpoint(note), [], by)).toBe(false);
  });

  it('refuses a signature moved to another size, root, time or station (ATK-41)', () => {
    const signed = parseCheckpoint(note);
    const moved = [
      { ...signed.checkpoint, size: 2 },
      { ...signed.checkpoint, root: sm3() },
      { ...signed.checkpoint, at: '2026-03-09T06:05:08.000Z' },
    ];
    expect(moved.map((checkpoint) => isSignedBy({ ...signed, checkpoint }, [publicKey], by))).toEqual([
      false,
      false,
      false,
    ]);
    const elsewhere = { ...signed, checkpoint: { ...signed.checkpoint, station: 'SK-DEMO-02' } };
    expect(isSignedBy({ ...elsewhere, keyId: machineKeyId(sm3, 'SK-DEMO-02', publicKey) }, [publicKey], by)).toBe(
      false,
    );
  });

  const malformed: [string, string][] = [
    ['nothing', ''],
    ['no signature', note.split('\n\n')[0]!],
    ['another separator', note.replace('\n\n', '\n')],
    ['carriage returns', note.replaceAll('\n', '\r\n')],
    ['text after the end', `${note}x`],
    ['a second signature', note + note.split('\n').at(-2)! + '\n'],
    ['a size with a leading zero', note.replace('\n1\n', '\n01\n')],
    ['a negative size', note.replace('\n1\n', '\n-1\n')],
    ['a size that is not exact', note.replace('\n1\n', '\n9007199254740993\n')],
    ['another origin', note.replaceAll('ledger/v1', 'ledger/v2')],
    ['a hyphen for the dash', note.replace('—', '-')],
    ['a time with a zone', note.replace('Z\n', '+00:00\n')],
    ['an extra line in the body', note.replace('\n\n', '\nx\n\n')],
  ];
  it.each(malformed)('refuses %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow('LEDGER_CHECKPOINT_INVALID');
  });
});
