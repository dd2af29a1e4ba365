import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sm2Sign, generateSm2KeyPair } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { canonicalBytes } from '#shared/log/canonical-json.ts';
import { checkpointTbs, encodeCheckpoint, machineKeyId } from '#shared/log/checkpoint.ts';
import { leafHash } from '#shared/log/merkle-tree.ts';
import { toBase64, toHex } from '#shared/log/text-bytes.ts';
import { registryContract } from '#shared/registry/contract.ts';
import type { Envelope, Enveloped } from '#shared/registry/envelope.ts';
import { statementBytes } from '#shared/registry/signed-statement.ts';
import type { LeavesPush, UsageLeaf } from '#shared/registry/usage.ts';
import { createUnit, enrolTestStation, type TestStation } from '#test/support/enrolled-station.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';

const { station: routes, oversight } = registryContract;

let registry: RegistryProcess;
let station: TestStation;

beforeAll(async () => {
  registry = await startRegistry();
  await createUnit(registry);
});
beforeEach(async () => {
  station = await enrolTestStation(registry);
  station.stamp(2);
});
afterEach(() => station.close());
afterAll(() => registry.remove());

const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'accepted',
    (error: unknown) => (error as { code: string }).code,
  );

/** Everything the station has between two sizes, under the checkpoint of the second. */
function pushOf(from: number, to: number): LeavesPush {
  return {
    fromIndex: from,
    leaves: [...station.outbox.leavesFrom(from, to - from)],
    checkpoint: station.outbox.checkpointAt(to)?.note ?? '',
  };
}

function enveloped<T>(body: T, changes: Partial<Envelope> = {}): Enveloped<T> {
  const envelope: Envelope = {
    id: crypto.randomUUID(),
    station: station.id,
    sentAt: new Date().toISOString(),
    route: 'POST /v1/usage/leaves',
    bodySm3: toHex(sm3(canonicalBytes(body))),
    ...changes,
  };
  return { envelope, body, signature: toBase64(station.machineKey.sign(statementBytes('envelope', envelope))) };
}

const push = (request: Enveloped<LeavesPush>) => registry.as().call(routes.pushLeaves, request);

/** A leaf with something else in it, hashed as if it were genuine. */
function changedLeaf(leaf: UsageLeaf): UsageLeaf {
  const record = leaf.record.replaceAll('"tokenSerial":"0123456789ABCDEF"', '"tokenSerial":"FEDCBA9876543210"');
  return { ...leaf, record, leafHash: toHex(leafHash(sm3, new TextEncoder().encode(record))) };
}

describe('envelope of a station', () => {
  it('gives the same answer to the same request, sent again word for word', async () => {
    const request = enveloped(pushOf(0, 2));
    expect(await push(request)).toEqual(await push(request));
  });

  it('refuses an id that was used for another request', async () => {
    const request = enveloped(pushOf(0, 2));
    await push(request);
    const other = enveloped(pushOf(0, 4), { id: request.envelope.id });
    expect(await codeOf(push(other))).toBe('REGISTRY_REQUEST_REUSED');
  });

  it.each<[string, (request: Enveloped<LeavesPush>) => Enveloped<LeavesPush>, string]>([
    ['a body changed on the way', (r) => ({ ...r, body: pushOf(0, 4) }), 'REGISTRY_SIGNATURE_INVALID'],
    [
      'an envelope changed on the way',
      (r) => ({ ...r, envelope: { ...r.envelope, sentAt: '2026-01-01T00:00:00.000Z' } }),
      'REGISTRY_SIGNATURE_INVALID',
    ],
    ['a foreign certificate beside it', (r) => ({ ...r, certificate: 'AAAA' }), 'REGISTRY_SIGNATURE_INVALID'],
    [
      'a station nobody enrolled',
      (r) => ({ ...r, envelope: { ...r.envelope, station: 'WS-000000-0001' } }),
      'REGISTRY_STATION_UNKNOWN',
    ],
  ])('refuses %s', async (_case, change, code) => {
    expect(await codeOf(push(change(enveloped(pushOf(0, 2)))))).toBe(code);
  });

  it('refuses an envelope signed for another route, or by another key', async () => {
    const elsewhere = enveloped(pushOf(0, 2), { route: 'POST /v1/usage/notices' });
    const pair = generateSm2KeyPair();
    const honest = enveloped(pushOf(0, 2));
    const signature = sm2Sign(pair.privateKey, pair.publicKey, statementBytes('envelope', honest.envelope));
    expect(await codeOf(push(elsewhere))).toBe('REGISTRY_SIGNATURE_INVALID');
    expect(await codeOf(push({ ...honest, signature: toBase64(signature) }))).toBe('REGISTRY_SIGNATURE_INVALID');
  });
});

describe('ledger of a station at the registry (ATK-41, ATK-43)', () => {
  it('signs for leaves in order and says how far it has them', async () => {
    const first = await push(enveloped(pushOf(0, 2)));
    const second = await push(enveloped(pushOf(2, 4)));
    expect(first.statement).toMatchObject({ fromIndex: 0, toIndex: 2, ledgerSize: 2 });
    expect(second.statement).toMatchObject({ fromIndex: 2, toIndex: 4, ledgerSize: 4 });
    expect(second.statement.root).toBe(station.outbox.head()?.root);
    expect(second.statement.number).toBeGreaterThan(first.statement.number);
  });

  it('takes duplicates and late repetitions without storing anything twice', async () => {
    await push(enveloped(pushOf(0, 4)));
    const late = await push(enveloped(pushOf(0, 2)));
    const overlapping = await push(enveloped(pushOf(2, 4)));
    expect([late.statement.ledgerSize, overlapping.statement.ledgerSize]).toEqual([4, 4]);
    const page = { station: station.id, after: 0, limit: 100 };
    expect(await registry.as('auditor').call(oversight.usage, page)).toHaveLength(4);
  });

  it('refuses a gap and says where to begin again', async () => {
    const attempt = push(enveloped(pushOf(2, 4)));
    await expect(attempt).rejects.toMatchObject({ code: 'REGISTRY_SEQUENCE_GAP', facts: { expected: 0, received: 2 } });
  });

  it('refuses leaves out of order inside one request', async () => {
    const honest = pushOf(0, 4);
    const shuffled = { ...honest, leaves: honest.leaves.toReversed() };
    expect(await codeOf(push(enveloped(shuffled)))).toBe('REGISTRY_LEAF_INVALID');
  });

  it('refuses a leaf whose content and hash do not belong together', async () => {
    const honest = pushOf(0, 2);
    const [first, ...rest] = honest.leaves;
    const leaves = [{ ...changedLeaf(first!), leafHash: first!.leafHash }, ...rest];
    expect(await codeOf(push(enveloped({ ...honest, leaves })))).toBe('REGISTRY_LEAF_INVALID');
  });

  it('refuses a leaf in another spelling of the same JSON', async () => {
    const honest = pushOf(0, 2);
    const [first, ...rest] = honest.leaves;
    const record = ` ${first!.record}`;
    const leaves = [{ ...first!, record, leafHash: toHex(leafHash(sm3, new TextEncoder().encode(record))) }, ...rest];
    expect(await codeOf(push(enveloped({ ...honest, leaves })))).toBe('REGISTRY_LEAF_INVALID');
  });

  it('refuses a checkpoint signed by another key', async () => {
    const stranger = generateSm2KeyPair();
    const honest = pushOf(0, 2);
    const checkpoint = { station: station.id, size: 2, root: new Uint8Array(32), at: '2026-03-09T00:00:00.000Z' };
    const note = encodeCheckpoint({
      checkpoint,
      keyId: machineKeyId(sm3, station.id, stranger.publicKey),
      signatureRs: sm2Sign(stranger.privateKey, stranger.publicKey, checkpointTbs(checkpoint)),
    });
    expect(await codeOf(push(enveloped({ ...honest, checkpoint: note })))).toBe('REGISTRY_SIGNATURE_INVALID');
  });

  it('keeps both heads when a signed root does not follow from the leaves, and takes nothing more', async () => {
    await push(enveloped(pushOf(0, 2)));
    const forged = signedCheckpoint(4, new Uint8Array(32).fill(7));
    expect(await codeOf(push(enveloped({ ...pushOf(2, 4), checkpoint: forged })))).toBe('REGISTRY_INCONSISTENT');
    const kept = await registry.as('auditor').call(oversight.divergences, undefined);
    expect(kept.findLast((one) => one.station === station.id)).toMatchObject({
      keptCheckpoint: station.outbox.checkpointAt(2)?.note,
      keptSize: 2,
      offeredCheckpoint: forged,
      offeredSize: 4,
      offeredRoot: '07'.repeat(32),
    });
    expect(await codeOf(push(enveloped(pushOf(2, 4))))).toBe('REGISTRY_INCONSISTENT');
  });

  it('finds a ledger that was rewritten behind a receipt: same place, other leaf', async () => {
    await push(enveloped(pushOf(0, 4)));
    const honest = pushOf(0, 4);
    const leaves = honest.leaves.map((leaf) => (leaf.index === 0 ? changedLeaf(leaf) : leaf));
    expect(await codeOf(push(enveloped({ ...honest, leaves })))).toBe('REGISTRY_INCONSISTENT');
  });

  it('finds a shorter head with another root', async () => {
    await push(enveloped(pushOf(0, 4)));
    const forged = { fromIndex: 2, leaves: [], checkpoint: signedCheckpoint(2, new Uint8Array(32).fill(9)) };
    expect(await codeOf(push(enveloped(forged)))).toBe('REGISTRY_INCONSISTENT');
  });

  it('counts no station against another: each has its own order', async () => {
    const other = await enrolTestStation(registry);
    other.stamp();
    await push(enveloped(pushOf(0, 4)));
    expect((await other.engine.run()).pushed).toBe(2);
    other.close();
  });
});

/** A checkpoint the station's own key signed, whatever it says. */
function signedCheckpoint(size: number, root: Uint8Array): string {
  const checkpoint = { station: station.id, size, root, at: '2026-03-09T06:05:08.250Z' };
  return encodeCheckpoint({
    checkpoint,
    keyId: machineKeyId(sm3, station.id, station.ledger.key.publicKey),
    signatureRs: station.machineKey.sign(checkpointTbs(checkpoint)),
  });
}
