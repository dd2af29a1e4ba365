import { type } from '@orpc/contract';
import * as z from 'zod';
import type { ErrorFacts } from '../errors/station-error.ts';
import type { Basis } from '../policy/check.ts';
import type { RegisterFilter } from './ledger.ts';
import { forRoles, method } from './procedure.ts';

/** Something the uses of a period are counted by, and how often it was used. */
export interface UseShare {
  readonly name: string;
  readonly uses: number;
}

/** What the register says of a period. Voided numbers are numbers and no uses. */
export interface UseFigures {
  readonly numbers: number;
  readonly voids: number;
  readonly outOfHours: number;
  /** Every month of the period, also those without a use. */
  readonly months: readonly { readonly month: string; readonly uses: number; readonly outOfHours: number }[];
  /** Most first; also those below. */
  readonly departments: readonly UseShare[];
  readonly seals: readonly (UseShare & { readonly esId: string })[];
}

/** What a line of the report is about; its words are below `screen.statistics.rules`. */
export const complianceRules = [
  'approval',
  'incident',
  'custody',
  'computer',
  'register',
  'outcomes',
  'pin',
  'ledger',
  'receipts',
  'validity',
  'idle',
  'token',
  'backup',
  'archive',
  'security',
] as const;
export type ComplianceRule = (typeof complianceRules)[number];

/** One requirement of the regulation, or of this software, and how the office stands. */
export interface ComplianceLine {
  readonly rule: ComplianceRule;
  readonly basis: Basis;
  /** Such as `AY-13`; empty where this software asks for it. */
  readonly clause: string;
  /** `office`: the office answers for it, and no program can say whether it is done. */
  readonly state: 'ok' | 'attention' | 'office';
  /** One sentence, as a key below `screen.statistics.findings` with its facts. */
  readonly finding: { readonly key: string; readonly facts: ErrorFacts };
  /** Where it can be looked at, and how many of it there are; null where there is nothing to open. */
  readonly evidence: {
    readonly page: 'ledger' | 'seals' | 'settings';
    readonly filter: RegisterFilter | null;
    readonly count: number;
  } | null;
}

const readers = forRoles('custodian', 'head', 'auditor');
const period = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to && Number(to.slice(0, 4)) - Number(from.slice(0, 4)) <= 10);
export type UsePeriod = Readonly<z.infer<typeof period>>;

export const statisticsContract = {
  /** Years with a number in the register, the newest first; the present one is always among them. */
  years: method.meta(readers).output(type<readonly number[]>()),
  uses: method.meta(readers).input(period).output(type<UseFigures>()),
  /** Article by article, over the same period. */
  compliance: method.meta(readers).input(period).output(type<readonly ComplianceLine[]>()),
};
