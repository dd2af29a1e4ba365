import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { ascii, fromHex, toHex } from '#test/support/hex.ts';
import vectors from '../vectors/sm2.json' with { type: 'json' };
import { canRun } from '../support/foreign-programs.ts';

type Call = (...args: unknown[]) => unknown;
interface Addon extends Record<string, Call> {
  readonly Sm3: Call & (new () => Record<'update' | 'clone' | 'digest', Call>);
}

const path = fileURLToPath(new URL('../../native/build/gm/gm.node', import.meta.url));
const addon = createRequire(import.meta.url)(path) as Addon;
const key = fromHex(vectors.key.publicKey);
const e = fromHex(vectors.e);
const rs = fromHex(vectors.signatureRs);

const wrongCalls: readonly { title: string; call: () => unknown }[] = [
  { title: 'sm3 of a string', call: () => addon['sm3']!('abc') },
  { title: 'sm3 of an ArrayBuffer', call: () => addon['sm3']!(new ArrayBuffer(3)) },
  { title: 'sm3 of 16-bit numbers', call: () => addon['sm3']!(new Uint16Array(3)) },
  { title: 'sm3 of a DataView', call: () => addon['sm3']!(new DataView(new ArrayBuffer(3))) },
  { title: 'sm3 of 17 parts', call: () => addon['sm3']!(...Array.from({ length: 17 }, () => e)) },
  { title: 'an update of nothing', call: () => new addon.Sm3().update() },
  { title: 'an update of null', call: () => new addon.Sm3().update(null) },
  { title: 'an update of a stranger', call: () => new addon.Sm3().update.call({}, e) },
  { title: 'a digest of a stranger', call: () => new addon.Sm3().digest.call(new Map()) },
  { title: 'a clone of undefined', call: () => new addon.Sm3().clone.call(undefined) },
  { title: 'Sm3 without new', call: () => (addon.Sm3 as Call)() },
  { title: 'verification without a signature', call: () => addon['sm2VerifyDigest']!(key, e) },
  { title: 'verification of a hex string', call: () => addon['sm2VerifyDigest']!(key, e, vectors.signatureRs) },
  { title: 'verification with a fifth argument', call: () => addon['sm2Verify']!(key, e, rs, e, e) },
  { title: 'signing with a key as text', call: () => addon['sm2SignDigest']!(vectors.key.privateKey, e) },
  { title: 'a point given as an array', call: () => addon['isSm2Point']!([...key]) },
  { title: 'a key pair with a seed', call: () => addon['generateSm2KeyPair']!(e) },
];

describe('the addon gm.node', () => {
  it.each(wrongCalls)('answers $title with a TypeError', ({ call }) => {
    expect(call).toThrow(TypeError);
  });

  it('accepts a Buffer, because it is a Uint8Array', () => {
    expect(addon['sm2VerifyDigest']!(Buffer.from(key), Buffer.from(e), Buffer.from(rs))).toBe(true);
  });

  it('treats a detached buffer as empty instead of reading freed memory', () => {
    const bytes = ascii('gone');
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    expect(toHex(addon['sm3']!(bytes) as Uint8Array)).toBe(toHex(addon['sm3']!() as Uint8Array));
  });

  it('works in several threads at once, and survives their end', async () => {
    const program = `
      const { parentPort } = require('node:worker_threads');
      const gm = require(${JSON.stringify(path)});
      let good = 0;
      for (let round = 0; round < 50; round += 1) {
        const pair = gm.generateSm2KeyPair();
        const e = new gm.Sm3().update(pair.publicKey).clone().digest();
        if (gm.sm2VerifyDigest(pair.publicKey, e, gm.sm2SignDigest(pair.privateKey, e))) good += 1;
      }
      parentPort.postMessage(good);`;
    const answers = await Promise.all(Array.from({ length: 4 }, () => answerOf(new Worker(program, { eval: true }))));
    expect(answers).toEqual([50, 50, 50, 50]);
    expect(addon['sm2VerifyDigest']!(key, e, rs)).toBe(true);
  });

  it('frees states that are never finished', () => {
    const program = `
      const gm = require(${JSON.stringify(path)});
      const bytes = new Uint8Array(100);
      const churn = () => { for (let i = 0; i < 100_000; i += 1) new gm.Sm3().update(bytes).clone(); gc(); };
      const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
      (async () => {
        churn(); await settled(); churn(); await settled();
        const before = process.memoryUsage.rss();
        for (let round = 0; round < 4; round += 1) { churn(); await settled(); }
        process.stdout.write(String((process.memoryUsage.rss() - before) / 2 ** 20));
      })();`;
    const grownMiB = Number(execFileSync(process.execPath, ['--expose-gc', '-e', program], { encoding: 'utf8' }));
    // 800,000 leaked states would be some 200 MiB.
    expect(grownMiB).toBeLessThan(60);
  });

  it.skipIf(!canRun('nm'))('shows and takes nothing of OpenSSL, so that no other copy can be mixed with it', () => {
    const shown = symbolNames('--defined-only').filter((name) => name !== '');
    expect(shown.sort()).toEqual(['napi_register_module_v1', 'node_api_module_get_api_version_v1']);
    const taken = symbolNames('--undefined-only').filter((name) =>
      /^(?:EVP|EC|BN|OSSL|OPENSSL|CRYPTO|SSL|ERR)_/.test(name),
    );
    expect(taken).toEqual([]);
  });
});

function answerOf(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let answer: unknown;
    worker.once('message', (message) => {
      answer = message;
    });
    worker.once('error', reject);
    worker.once('exit', () => resolve(answer));
  });
}

function symbolNames(flag: string): string[] {
  const table = execFileSync('nm', ['-D', flag, path], { encoding: 'utf8' });
  return table.split('\n').map((line) => line.trim().split(/\s+/).at(-1) ?? '');
}
