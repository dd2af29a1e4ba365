import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toHex } from '#test/support/hex.ts';
import { smEngines } from '#test/support/sm-engines.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sm3-pass-'));
const content = Uint8Array.from({ length: 300_001 }, (_, index) => (index * 31 + (index >> 8)) % 256);

/** Of this thread, as Linux writes them. */
const allowedProcessors = (): string | undefined =>
  /^Cpus_allowed_list:.*$/m.exec(fs.readFileSync('/proc/thread-self/status', 'utf8'))?.[0];

describe.each(smEngines)('a pass of SM3 over a file on the $name engine', ({ engine }) => {
  const open: number[] = [];
  const openFile = (bytes: Uint8Array): number => {
    const file = path.join(folder, `${open.length}`);
    fs.writeFileSync(file, bytes);
    open.push(fs.openSync(file, 'r'));
    return open.at(-1)!;
  };
  afterAll(() => open.forEach((file) => fs.closeSync(file)));

  it.each([0, 1, 63, 64, 16_383, 16_384, 16_385, 300_001])(
    'gives every beginning of %i bytes, in any order',
    (size) => {
      const bytes = content.subarray(0, size);
      const pass = engine.startSm3Pass(openFile(bytes), size);
      const lengths = [size, 0, size >> 1, 16_384, 16_383, 65_536, size - 1, size];
      for (const length of lengths.filter((one) => one >= 0 && one <= size)) {
        expect(toHex(pass.after(length)!.digest())).toBe(toHex(engine.sm3([bytes.subarray(0, length)])));
      }
      pass.end();
    },
  );

  it('gives states that go on by themselves', () => {
    const pass = engine.startSm3Pass(openFile(content), content.length);
    const [one, other] = [pass.after(100_000)!, pass.after(100_000)!];
    one.update(content.subarray(0, 5));
    pass.end();
    expect(toHex(other.digest())).toBe(toHex(engine.sm3([content.subarray(0, 100_000)])));
    expect(toHex(one.digest())).toBe(toHex(engine.sm3([content.subarray(0, 100_000), content.subarray(0, 5)])));
  });

  it('gives nothing of a file that is shorter than it was said to be, and never the digest of less', () => {
    const pass = engine.startSm3Pass(openFile(content.subarray(0, 200_000)), content.length);
    expect(pass.after(content.length)).toBeNull();
    expect(pass.after(250_000)).toBeNull();
    pass.end();
  });

  it('gives nothing after its end, which may come before it has read everything', () => {
    const pass = engine.startSm3Pass(openFile(content), content.length);
    pass.end();
    pass.end();
    expect(pass.after(content.length)).toBeNull();
  });

  it.skipIf(process.platform !== 'linux')('leaves every processor to whoever began it, however short it is', () => {
    const before = allowedProcessors();
    const file = openFile(content.subarray(0, 20));
    for (let round = 0; round < 3000; round += 1) {
      const pass = engine.startSm3Pass(file, 20);
      expect(pass.after(20)).not.toBeNull();
      pass.end();
    }
    expect(allowedProcessors()).toBe(before);
  });

  it.each([-1, 1.5, content.length + 1, Number.NaN])('refuses the length %d', (length) => {
    const pass = engine.startSm3Pass(openFile(content), content.length);
    expect(() => pass.after(length)).toThrow(TypeError);
    pass.end();
  });
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
