import { listKeptSeals } from '#main/seals/kept-seals.ts';
import { findIdentity } from '#main/station/identity.ts';
import { findPerson, listPeople } from '#main/station/people.ts';
import { listProfiles } from '#main/station/profile-store.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { Role } from '#shared/model/roles.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

/** Who may decide on the use of a seal. */
const decidingRoles: readonly Role[] = ['approver', 'head'];

export function setUpMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db } = parts;
  const { setUp } = guarded;

  function refuseWhenSetUp(): void {
    if (findIdentity(db)) throw new StationError('STATION_ALREADY_SET_UP', { detail: '@details.alreadySetUp' });
  }

  /** @throws RPC_INVALID_INPUT for an account that is not there or has none of the roles */
  function inRole(account: string, roles: readonly Role[]): Person {
    const person = findPerson(db, account);
    if (!person?.roles.some((role) => roles.includes(role))) {
      const role = `@states.role.${roles[0]}`;
      throw new StationError('RPC_INVALID_INPUT', { detail: '@details.notInThisRole', account, role });
    }
    return { account, name: person.name };
  }

  return {
    state: setUp.state.handler(() => {
      const identity = findIdentity(db);
      return {
        isSetUp: identity !== undefined,
        hasSeal: identity !== undefined && listKeptSeals(db).length > 0,
        unitName: identity?.unitName ?? null,
        profileId: identity?.profileId ?? null,
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
      // So that the frame knows the registry from now on; that it is away for a moment undoes no enrolment.
      await parts
        .ready()
        .synchronise()
        .catch(() => undefined);
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
      parts.setUp.issueSeal({
        ...input,
        custodian: inRole(input.custodian, ['custodian']),
        handler: inRole(input.handler, ['handler']),
      }),
    ),
    sealProgress: setUp.sealProgress.handler(async () => ({
      ...(await parts.setUp.sealProgress()),
      deciders: listPeople(db)
        .filter(({ roles }) => roles.some((role) => decidingRoles.includes(role)))
        .map(({ account, name, roles }) => ({ account, name, roles })),
    })),
    writeSeal: setUp.writeSeal.handler(() => parts.setUp.writeSeal()),
    takeIntoUse: setUp.takeIntoUse.handler(({ input, context }) => {
      const { account, name } = signedIn(context);
      const { approvers, stepName, ...order } = input;
      for (const approver of approvers) inRole(approver, decidingRoles);
      const chain = { version: 1, steps: [{ name: stepName, approvers }] };
      return parts.setUp.takeIntoUse({ ...order, custodian: { account, name }, chain });
    }),
  };
}
