/** The steps before the station has an identity. */
export const enrolmentSteps = ['regulation', 'registry', 'station', 'administrators'] as const;
export type EnrolmentStep = (typeof enrolmentSteps)[number];

export const administratorRoles = ['system', 'security', 'auditor'] as const;
export type AdministratorRole = (typeof administratorRoles)[number];

export interface PersonDraft {
  readonly name: string;
  readonly account: string;
  readonly deptName: string;
  readonly post: string;
}

/** Everything that is typed before the enrolment, without the code and the passwords. */
export interface EnrolmentDraft {
  readonly step: string;
  readonly profileId: string;
  readonly url: string;
  /** What the registry at `url` showed; empty before. */
  readonly registryName: string;
  readonly rootSm3: string;
  readonly isDemonstration: boolean;
  /** Typed from the paper. */
  readonly paper: string;
  /** The tick: both sides read the same digest. */
  readonly isSame: boolean;
  readonly stationId: string;
  readonly system: PersonDraft;
  readonly security: PersonDraft;
  readonly auditor: PersonDraft;
}

const person = (account: string): PersonDraft => ({ name: '', account, deptName: '', post: '' });

export const emptyEnrolment: EnrolmentDraft = {
  step: 'regulation',
  profileId: '',
  url: '',
  registryName: '',
  rootSm3: '',
  isDemonstration: false,
  paper: '',
  isSame: false,
  stationId: '',
  system: person('system'),
  security: person('security'),
  auditor: person('audit'),
};

/**
 * The step to show: never one whose predecessors are not filled in. The code is in no draft, so a reload comes back
 * to where it is typed.
 */
export function enrolmentStep(draft: EnrolmentDraft, hasCode: boolean): EnrolmentStep {
  const wanted = enrolmentSteps.find((step) => step === draft.step) ?? 'regulation';
  const isFilled: Record<EnrolmentStep, boolean> = {
    regulation: draft.profileId !== '',
    registry: draft.rootSm3 !== '' && draft.isSame && comparePaper(draft).state !== 'different',
    station: draft.stationId !== '' && hasCode,
    administrators: false,
  };
  const firstOpen = enrolmentSteps.find((step) => !isFilled[step])!;
  return enrolmentSteps.indexOf(wanted) <= enrolmentSteps.indexOf(firstOpen) ? wanted : firstOpen;
}

const digits = 64;

export type PaperComparison =
  | { readonly state: 'none' | 'same' }
  | { readonly state: 'short' | 'long'; readonly by: number }
  /** Numbers of the groups of four, from 1, that differ. */
  | { readonly state: 'different'; readonly groups: readonly number[] };

/** Digits of a digest as people write it: spaces, hyphens and capitals do not matter. */
export function hexDigits(text: string): string {
  return text.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
}

/** Compares what was typed from the paper with what the registry sent. A difference is told before all is typed. */
export function comparePaper({ paper, rootSm3 }: Pick<EnrolmentDraft, 'paper' | 'rootSm3'>): PaperComparison {
  const typed = hexDigits(paper);
  if (typed === '') return { state: 'none' };
  const groups = Array.from({ length: Math.ceil(Math.min(typed.length, digits) / 4) }, (_, index) => index + 1).filter(
    (number) => {
      const part = typed.slice((number - 1) * 4, number * 4);
      return rootSm3.slice((number - 1) * 4, (number - 1) * 4 + part.length) !== part;
    },
  );
  if (groups.length > 0) return { state: 'different', groups };
  if (typed.length === digits) return { state: 'same' };
  return typed.length < digits
    ? { state: 'short', by: digits - typed.length }
    : { state: 'long', by: typed.length - digits };
}
