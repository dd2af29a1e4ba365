import { listKeptSeals, type KeptSeal } from '#main/seals/kept-seals.ts';
import { listPeople } from '#main/station/people.ts';
import { readSignatureForm } from '#main/station/signature-form.ts';
import type { RegisterForm, SealChoice } from '#shared/contract/register-form.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { registerFields } from '#shared/policy/register-form.ts';
import type { StationParts } from './station-parts.ts';

/**
 * The application form of this station: its unit, the fields its regulation asks for, and the seals one may ask for.
 *
 * @throws STATION_NOT_READY
 */
export function registerForm(parts: StationParts): RegisterForm {
  const { identity, profile } = parts.ready();
  const people = listPeople(parts.db);
  const { seal, token, pin } = profile.profile.terms;
  return {
    unitName: identity.unitName,
    deptNames: [...new Set(people.filter(appliesForSeals).map(({ deptName }) => deptName))],
    fields: registerFields(profile.profile),
    categories: profile.profile.usage.documentCategories,
    terms: { seal, token, pin },
    seals: listKeptSeals(parts.db)
      .filter(({ state }) => state === 'active')
      .map((kept) => sealChoice(kept, people)),
    signatureForm: readSignatureForm(parts.db),
  };
}

function appliesForSeals({ roles }: SignedInPerson): boolean {
  return roles.includes('handler') || roles.includes('approver') || roles.includes('head');
}

function sealChoice(kept: KeptSeal, people: readonly SignedInPerson[]): SealChoice {
  const personOf = (account: string): { account: string; name: string; post: string } => {
    const found = people.find((person) => person.account === account);
    return { account, name: found?.name ?? account, post: found?.post ?? '' };
  };
  return {
    esId: kept.esId,
    name: kept.name,
    category: kept.category,
    custodianName: personOf(kept.custodian).name,
    widthMm: kept.seal.picture.widthMm,
    heightMm: kept.seal.picture.heightMm,
    isTraining: kept.isTraining,
    chain: kept.chain && {
      version: kept.chain.version,
      steps: kept.chain.steps.map(({ name, approvers }) => ({ name, approvers: approvers.map(personOf) })),
    },
  };
}
