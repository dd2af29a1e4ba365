import { array, asyncProperty, check, constantFrom, integer, nat, tuple, type IAsyncProperty } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StationError } from '#shared/errors/station-error.ts';
import { makeOfd, ofdFiles, packOfd } from '#test/support/ofd-maker.ts';
import { inspect, stamp } from '#test/support/ofd-stamps.ts';

/** Anything but an expected refusal is a defect and fails the property. */
async function survives(bytes: Uint8Array): Promise<boolean> {
  try {
    await inspect(bytes);
    await stamp(bytes);
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
  }
  return true;
}

/** What broke the property, or null. The seed is fixed, so that a failure can be repeated. */
async function counterexample<T>(property: IAsyncProperty<T>): Promise<unknown> {
  const { failed, counterexample: example, errorInstance } = await check(property, { numRuns: 300, seed: 20260304 });
  return failed ? { example, errorInstance } : null;
}

describe('OFD reader under mutation', () => {
  it('refuses or reads an archive with changed bytes, and never breaks', async () => {
    const original = await stamp(makeOfd({ pages: 2 }));
    const changes = array(tuple(nat(original.length - 1), nat(255)), { minLength: 1, maxLength: 6 });
    const property = asyncProperty(changes, async (changed) => {
      const bytes = Uint8Array.from(original);
      for (const [at, value] of changed) bytes[at] = value;
      return survives(bytes);
    });
    expect(await counterexample(property)).toBeNull();
  });

  it('refuses or reads an archive cut anywhere', async () => {
    const original = await stamp(makeOfd());
    const property = asyncProperty(nat(original.length), nat(original.length), async (from, to) =>
      survives(original.subarray(Math.min(from, to), Math.max(from, to))),
    );
    expect(await counterexample(property)).toBeNull();
  });

  it('refuses or reads XML with changed characters', async () => {
    const name = constantFrom(...Object.keys(ofdFiles()));
    const piece = constantFrom('<', '>', '"', '&', ' ', '/', ':', '-1', '9e999', '../', '<ofd:a>', '\u0000', ']]>');
    const property = asyncProperty(name, nat(600), nat(20), piece, async (path, at, cut, inserted) => {
      const files = ofdFiles();
      const text = String(files[path]);
      files[path] = text.slice(0, at) + inserted + text.slice(at + cut);
      return survives(packOfd(files));
    });
    expect(await counterexample(property)).toBeNull();
  });

  it('finds any single changed byte of a protected file', async () => {
    const sealed = await stamp(makeOfd());
    const original = (await inspect(sealed)).package;
    const entry = original.files.get('/Doc_0/Pages/Page_0/Content.xml')!;
    const content = Buffer.from(original.read(entry.path));
    const property = asyncProperty(nat(entry.compressedBytes - 1), integer({ min: 1, max: 255 }), async (at, flip) => {
      const bytes = Uint8Array.from(sealed);
      bytes[entry.dataStart + at] = (bytes[entry.dataStart + at] ?? 0) ^ flip;
      const { signatures, package: pkg } = await inspect(bytes);
      const reference = signatures[0]?.references.find(({ path }) => path === entry.path);
      // The last byte of deflate has bits without meaning; then the content is still the sealed one.
      return reference?.state === 'match' ? content.equals(pkg.read(entry.path)) : reference !== undefined;
    });
    expect(await counterexample(property)).toBeNull();
  });
});
