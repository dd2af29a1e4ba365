import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import type { SmEngine } from '#main/sm/engine-port.ts';
import { engine } from '#main/sm/engine.ts';
import { fallbackEngine } from '#main/sm/fallback-engine.ts';
import { defaultUserId } from '#main/sm/sm2.ts';

const MIB = 2 ** 20;
const CHUNK_BYTES = MIB;
const ROUNDS = 3;
const ROUND_SECONDS = 1;

export interface SmBench {
  readonly engine: SmEngine['name'];
  /** Streaming SM3 in chunks of 1 MiB. */
  readonly sm3MiBps: number;
  /** `openssl speed` in the same run, on blocks of the same size. */
  readonly opensslSm3MiBps: number;
  /** Ours over OpenSSL's; 0.9 or more is wanted. */
  readonly ratio: number;
  /** Digests of 65 bytes, the size of an inner node of the ledger's tree. */
  readonly nodeDigestsPerSecond: number;
  /** With Z_A, over a message of 200 bytes. */
  readonly sm2VerifyPerSecond: number;
  /** Over a ready digest: `openssl speed` leaves Z_A out. */
  readonly opensslSm2VerifyPerSecond: number;
  readonly sm2VerifyRatio: number;
  readonly sm2SignPerSecond: number;
  readonly opensslSm2SignPerSecond: number;
  readonly fallbackSm3MiBps: number;
  readonly fallbackSm2VerifyPerSecond: number;
}

/**
 * Measures SM2 and SM3 beside OpenSSL on the same machine. The two take turns and the best round of each counts,
 * because another program on the machine slows down only some of the rounds.
 */
export async function measureSm(): Promise<SmBench> {
  const key = engine.generateSm2KeyPair();
  const message = new Uint8Array(200).fill(7);
  const e = engine.sm3([engine.sm2Za(key.publicKey, defaultUserId), message]);
  const signature = engine.sm2SignDigest(key.privateKey, e);
  const verifyWith = (tried: SmEngine) => (): void => {
    if (!tried.sm2Verify(key.publicKey, message, signature, defaultUserId)) throw new Error('verification failed');
  };
  const best = { sm3: 0, nodes: 0, verify: 0, sign: 0, opensslSm3: 0, opensslVerify: 0, opensslSign: 0 };
  const node = [Uint8Array.of(1), e, e];
  for (let round = 0; round < ROUNDS; round += 1) {
    const openssl = await measureOpenssl();
    best.opensslSm3 = Math.max(best.opensslSm3, openssl.sm3MiBps);
    best.opensslVerify = Math.max(best.opensslVerify, openssl.verifyPerSecond);
    best.opensslSign = Math.max(best.opensslSign, openssl.signPerSecond);
    best.sm3 = Math.max(best.sm3, sm3MiBps(engine));
    best.nodes = Math.max(
      best.nodes,
      perSecond(() => engine.sm3(node), ROUND_SECONDS / 2),
    );
    best.verify = Math.max(best.verify, perSecond(verifyWith(engine), ROUND_SECONDS));
    best.sign = Math.max(
      best.sign,
      perSecond(() => engine.sm2SignDigest(key.privateKey, e), ROUND_SECONDS),
    );
  }
  return {
    engine: engine.name,
    sm3MiBps: rounded(best.sm3),
    opensslSm3MiBps: rounded(best.opensslSm3),
    ratio: rounded(best.sm3 / best.opensslSm3, 3),
    nodeDigestsPerSecond: rounded(best.nodes),
    sm2VerifyPerSecond: rounded(best.verify),
    opensslSm2VerifyPerSecond: rounded(best.opensslVerify),
    sm2VerifyRatio: rounded(best.verify / best.opensslVerify, 3),
    sm2SignPerSecond: rounded(best.sign),
    opensslSm2SignPerSecond: rounded(best.opensslSign),
    fallbackSm3MiBps: rounded(sm3MiBps(fallbackEngine)),
    fallbackSm2VerifyPerSecond: rounded(perSecond(verifyWith(fallbackEngine), ROUND_SECONDS)),
  };
}

function sm3MiBps(tried: SmEngine): number {
  const chunk = new Uint8Array(CHUNK_BYTES).fill(0x5a);
  const hash = tried.createSm3();
  const chunksPerSecond = perSecond(() => hash.update(chunk), ROUND_SECONDS);
  hash.digest();
  return (chunksPerSecond * CHUNK_BYTES) / MIB;
}

function perSecond(work: () => unknown, seconds: number): number {
  for (let warm = 0; warm < 3; warm += 1) work();
  const startedAt = performance.now();
  let count = 0;
  let elapsedMs = 0;
  while (elapsedMs < seconds * 1000) {
    work();
    count += 1;
    elapsedMs = performance.now() - startedAt;
  }
  return (count * 1000) / elapsedMs;
}

async function measureOpenssl(): Promise<{ sm3MiBps: number; verifyPerSecond: number; signPerSecond: number }> {
  const seconds = String(ROUND_SECONDS);
  const digest = await openssl('speed', '-mr', '-seconds', seconds, '-bytes', String(CHUNK_BYTES), '-evp', 'sm3');
  // +F:<number>:sm3:<bytes per second>
  const bytesPerSecond = Number(/^\+F:\d+:sm3:([\d.]+)/m.exec(digest)?.[1]);
  const signature = await openssl('speed', '-mr', '-seconds', seconds, 'sm2');
  // +F<kind>:<number>:256:CurveSM2:<signatures per second>:<verifications per second>
  const rates = /^\+F\d+:\d+:256:CurveSM2:([\d.]+):([\d.]+)/m.exec(signature);
  const measured = {
    sm3MiBps: bytesPerSecond / MIB,
    signPerSecond: Number(rates?.[1]),
    verifyPerSecond: Number(rates?.[2]),
  };
  if (Object.values(measured).some(Number.isNaN)) throw new Error('the output of openssl speed could not be read');
  return measured;
}

async function openssl(...args: string[]): Promise<string> {
  return (await promisify(execFile)('openssl', args)).stdout;
}

function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
