import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryContract } from '#shared/registry/contract.ts';
import type { SealApplication } from '#shared/registry/seal-application.ts';
import { createUnit, enrolTestStation, type TestStation } from '#test/support/enrolled-station.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';
import { approval, certificateRequestOf, sealApplication, softSealKey } from '#test/support/test-seal.ts';

const { administration, oversight } = registryContract;

let registry: RegistryProcess;
let station: TestStation;
const key = softSealKey();

beforeAll(async () => {
  registry = await startRegistry();
  await createUnit(registry);
  station = await enrolTestStation(registry);
});
afterAll(async () => {
  station.close();
  await registry.remove();
});

const applied = (changes: Partial<SealApplication> = {}) =>
  registry.as('admin').call(administration.apply, sealApplication(station.id, key, changes));
const refusal = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'accepted',
    (error: unknown) => error,
  );
const forAnotherKey = certificateRequestOf(softSealKey());
const forgedRequest = `${forAnotherKey.slice(0, 120)}${forAnotherKey[120] === 'A' ? 'B' : 'A'}${forAnotherKey.slice(121)}`;

describe('application for a seal', () => {
  it.each<[string, Partial<SealApplication>, string]>([
    ['an undeclared truth', { truthDeclared: false }, '@registry.truthNotDeclared'],
    ['a missing material, naming it (AC-XC-E-8)', { materials: [] }, '@registry.missingMaterial'],
    [
      'an unlisted model of USB Key (AC-XC-E-18)',
      { token: { serial: '1', model: 'X' } },
      '@registry.tokenModelUnknown',
    ],
    ['an unknown unit', { unit: '914403001922038216' }, '@registry.unitUnknown'],
    ['a foreign station', { station: 'WS-000000-9999' }, '@registry.unknownStation'],
    ['an impression that is no PNG', { impression: { kind: 'png', data: 'AAAA' } }, '@registry.impressionUnreadable'],
  ])('refuses %s', async (_case, changes, detail) => {
    expect(await refusal(applied(changes))).toMatchObject({ code: 'REGISTRY_APPLICATION_INVALID', facts: { detail } });
  });

  it('refuses an application without the record of the physical seal (AC-XC-E-8)', async () => {
    const { physicalSeal: _left, ...application } = sealApplication(station.id, key);
    const attempt = registry.as('admin').call(administration.apply, application);
    expect(await refusal(attempt)).toMatchObject({ facts: { detail: '@registry.missingPhysicalSeal' } });
  });

  it('gives the one name seal of a unit to one of two applications at the same moment (U-REG-5, AC-XA-E-19)', async () => {
    const attempts = [applied({ category: 'unit_name' }), applied({ category: 'unit_name' })];
    const both = await Promise.allSettled(attempts);
    const lost = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(lost).toMatchObject([{ facts: { detail: '@registry.nameSealExists' } }]);
  });

  it('is not rejected or returned without a reason (AC-HN-8)', async () => {
    const { caseId } = await applied();
    for (const decision of ['reject', 'return'] as const) {
      const attempt = registry.as('reviewer').call(administration.review, { caseId, ...approval, decision });
      expect(await refusal(attempt)).toMatchObject({ facts: { detail: '@registry.reasonNeeded' } });
    }
    const told = { caseId, ...approval, decision: 'return', reason: '材料不清晰' } as const;
    expect(await registry.as('reviewer').call(administration.review, told)).toMatchObject({
      state: 'returned',
      reason: '材料不清晰',
    });
    expect(await station.client.sealCase(caseId)).toMatchObject({ state: 'returned', reason: '材料不清晰' });
  });

  it.each(['isComplete', 'isTrue', 'isLawful'] as const)('is not approved without %s (AC-HN-8)', async (check) => {
    const { caseId } = await applied();
    const attempt = registry.as('reviewer').call(administration.review, { caseId, ...approval, [check]: false });
    expect(await refusal(attempt)).toMatchObject({ facts: { detail: '@registry.checksIncomplete' } });
  });

  it('needs the impression to be confirmed against the filed one (AC-XC-E-9)', async () => {
    const { caseId } = await applied({ widthMm: 40, heightMm: 40 });
    const attempt = registry
      .as('reviewer')
      .call(administration.review, { caseId, ...approval, impressionConfirmed: false });
    expect(await refusal(attempt)).toMatchObject({ facts: { image: 40, filed: 42 } });
  });

  it.each([
    ['reviewer', 'make'],
    ['admin', 'make'],
    ['maker', 'review'],
    ['admin', 'review'],
  ] as const)('refuses the %s who wants to %s', async (role, act) => {
    const { caseId } = await applied();
    const attempt =
      act === 'make'
        ? registry.as(role).call(administration.make, { caseId, validDays: 30 })
        : registry.as(role).call(administration.review, { caseId, ...approval });
    expect(await refusal(attempt)).toMatchObject({ code: 'REGISTRY_FORBIDDEN' });
  });

  it('is not made before it is reviewed, nor with a request whose signature is wrong', async () => {
    const { caseId } = await applied();
    const early = registry.as('maker').call(administration.make, { caseId, validDays: 30 });
    expect(await refusal(early)).toMatchObject({ code: 'REGISTRY_SEAL_STATE' });
    const forged = await applied({ certificateRequest: forgedRequest });
    await registry.as('reviewer').call(administration.review, { caseId: forged.caseId, ...approval });
    const attempt = registry.as('maker').call(administration.make, { caseId: forged.caseId, validDays: 30 });
    expect(await refusal(attempt)).toMatchObject({ facts: { detail: '@registry.requestUnreadable' } });
  });

  it('writes refusals into the audit log (AC-XC-E-12) and keeps its chain whole', async () => {
    const page = await registry.as('auditor').call(oversight.audit, { after: 0, limit: 500 });
    expect(page.isIntact).toBe(true);
    expect(page.rows.some(({ action, facts }) => action === 'request.refused' && facts.includes('FORBIDDEN'))).toBe(
      true,
    );
  });
});
