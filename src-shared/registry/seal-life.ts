import type { SealState } from '../model/seal.ts';

/** What can happen to a seal (lifecycles C.1). `void` is 作废 by replacement, `cancel` is 注销. */
export const sealEvents = [
  'submit',
  'return',
  'reject',
  'approve',
  'make',
  'file',
  'deliver',
  'activate',
  'suspend',
  'resume',
  'renew',
  'renewed',
  'expire',
  'cancel',
  'void',
] as const;

export type SealEvent = (typeof sealEvents)[number];

/** Who acts: people of the issuing side, people of the unit, the police connector, or the program itself. */
export const sealActors = [
  'handler',
  'custodian',
  'head',
  'reviewer',
  'maker',
  'security',
  'police',
  'program',
] as const;

export type SealActor = (typeof sealActors)[number];

/** Facts of the place that change what the table allows. */
export interface SealLifeRules {
  /** The profile demands a filing (备案) before delivery. */
  readonly filingRequired: boolean;
  /** XC-E-10 lets an expired seal be renewed; XA-E-28 does not. */
  readonly renewalAfterExpiry: boolean;
}

interface Row {
  readonly event: SealEvent;
  readonly from: readonly SealState[];
  readonly to: SealState;
  readonly who: readonly SealActor[];
  readonly when?: (from: SealState, rules: SealLifeRules) => boolean;
}

const anybodyAtOnce: readonly SealActor[] = ['custodian', 'head', 'security', 'reviewer', 'maker', 'program'];

const rows: readonly Row[] = [
  { event: 'submit', from: ['draft'], to: 'applied', who: ['handler', 'custodian'] },
  { event: 'return', from: ['applied'], to: 'returned', who: ['reviewer'] },
  { event: 'reject', from: ['applied'], to: 'rejected', who: ['reviewer'] },
  { event: 'approve', from: ['applied'], to: 'reviewed', who: ['reviewer'] },
  { event: 'make', from: ['reviewed'], to: 'made', who: ['maker'] },
  { event: 'file', from: ['made'], to: 'filed', who: ['police', 'reviewer', 'program'] },
  {
    event: 'deliver',
    from: ['filed', 'made'],
    to: 'delivered',
    who: ['reviewer', 'maker'],
    when: (from, rules) => from === 'filed' || !rules.filingRequired,
  },
  { event: 'activate', from: ['delivered'], to: 'active', who: ['custodian'] },
  { event: 'suspend', from: ['active'], to: 'suspended', who: anybodyAtOnce },
  { event: 'resume', from: ['suspended'], to: 'active', who: ['reviewer'] },
  { event: 'renew', from: ['active'], to: 'renewing', who: ['custodian', 'reviewer'] },
  {
    event: 'renew',
    from: ['expired'],
    to: 'renewing',
    who: ['custodian', 'reviewer'],
    when: (_from, rules) => rules.renewalAfterExpiry,
  },
  { event: 'renewed', from: ['renewing'], to: 'active', who: ['reviewer', 'maker'] },
  { event: 'expire', from: ['active', 'renewing'], to: 'expired', who: ['program'] },
  {
    event: 'cancel',
    from: ['active', 'suspended', 'expired', 'delivered', 'filed', 'made'],
    to: 'cancelled',
    who: ['reviewer', 'program'],
  },
  {
    event: 'void',
    from: ['applied', 'returned', 'rejected', 'reviewed', 'made', 'filed', 'delivered', 'active', 'suspended'],
    to: 'cancelled',
    who: ['program'],
  },
  { event: 'void', from: ['renewing', 'expired'], to: 'cancelled', who: ['program'] },
];

export type SealStep =
  | { readonly allowed: true; readonly to: SealState }
  | { readonly allowed: false; readonly because: 'state' | 'actor' };

/**
 * The one answer to "may this happen now, and what is the seal then?". Pure: guards that need papers, keys or
 * other rows (certificate, receipt of the carrier, activation proof, reviewer other than maker) are checked by the caller.
 */
export function sealStep(from: SealState, event: SealEvent, actor: SealActor, rules: SealLifeRules): SealStep {
  const open = rows.filter(
    (row) => row.event === event && row.from.includes(from) && (row.when?.(from, rules) ?? true),
  );
  if (open.length === 0) return { allowed: false, because: 'state' };
  const row = open.find((candidate) => candidate.who.includes(actor));
  return row ? { allowed: true, to: row.to } : { allowed: false, because: 'actor' };
}

/** A seal in one of these states can never come back to use. */
export const finalSealStates: readonly SealState[] = ['returned', 'rejected', 'cancelled'];
