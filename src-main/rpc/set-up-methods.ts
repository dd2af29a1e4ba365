import { listKeptSeals } from '#main/seals/kept-seals.ts';
import { findIdentity } from '#main/station/identity.ts';
import { findPerson } from '#main/station/people.ts';
import { listProfiles } from '#main/station/profile-store.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function setUpMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db } = parts;
  const { setUp } = guarded;

  function refuseWhenSetUp(): void {
    if (findIdentity(db)) throw new StationError('STATION_ALREADY_SET_UP', { detail: '@details.alreadySetUp' });
  }

  function named(account: string): Person {
    const person = findPerson(db, account);
    if (!person) throw new StationError('RPC_INVALID_INPUT', { detail: account });
    return { account, name: person.name };
  }

  return {
    state: setUp.state.handler(() => {
      const identity = findIdentity(db);
      return {
        isSetUp: identity !== undefined,
        hasSeal: identity !== undefined && listKeptSeals(db).length > 0,
        unitName: identity?.unitName ?? null,
        profiles: listProfiles(parts.policyFolder),
      };
    }),
    inspectRegistry: setUp.inspectRegistry.handler(({ input }) => {
      refuseWhenSetUp();
      return parts.setUp.inspectRegistry(input.url);
    }),
    enrol: setUp.enrol.handler(async ({ input }) => {
      refuseWhenSetUp();
      const { system, security, auditor, ...order } = input;
      await parts.setUp.enrol({
        ...order,
        administrators: [
          { ...system, roles: ['system'] },
          { ...security, roles: ['security'] },
          { ...auditor, roles: ['auditor'] },
        ],
      });
      const { unitName, unitCode } = parts.ready().identity;
      return { unitName, unitCode };
    }),
    tokens: setUp.tokens.handler(async () =>
      (await parts.tokens().listTokens()).map((token) => ({
        serial: token.serial,
        manufacturer: token.manufacturer,
        model: token.model,
        label: token.label,
        isInitialized: token.isInitialized,
        isTraining: token.isTraining,
        minPinLength: token.minPinLength,
        maxPinLength: token.maxPinLength,
      })),
    ),
    issueSeal: setUp.issueSeal.handler(({ input }) =>
      parts.setUp.issueSeal({ ...input, custodian: named(input.custodian), handler: named(input.handler) }),
    ),
    sealProgress: setUp.sealProgress.handler(() => parts.setUp.sealProgress()),
    takeIntoUse: setUp.takeIntoUse.handler(({ input, context }) => {
      const { account, name } = signedIn(context);
      const { approvers, stepName, ...order } = input;
      for (const approver of approvers) named(approver);
      const chain = { version: 1, steps: [{ name: stepName, approvers }] };
      return parts.setUp.takeIntoUse({ ...order, custodian: { account, name }, chain });
    }),
  };
}
