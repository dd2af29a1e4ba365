import type { SignatureReport } from '#shared/contract/verification.ts';
import { factWeight, type Fact } from '#shared/model/verdict.ts';
import type { Facts, Say } from '../../bridge/words.ts';

export const groupNames = ['who', 'maker', 'certificate', 'status', 'intact', 'later', 'form', 'time'] as const;
export type GroupName = (typeof groupNames)[number];

/** Facts that answer one question of a custodian, with the worst of their states. */
export interface FactGroup {
  readonly name: GroupName;
  readonly state: Fact['state'];
  /** What the seal says of itself, while nobody who is trusted vouches for the seal. */
  readonly isClaim: boolean;
  readonly facts: readonly Fact[];
}

/** Which question a check answers; what no line names is about the form. */
const questions: readonly (readonly [GroupName, RegExp])[] = [
  ['who', /^(ses\.signerInSeal|signer\.|cms\.(signers|signerCertificate|signingCertificate))/],
  ['maker', /^(maker\.|trust\.|makerChain\.|ses\.(makerSignature|sealTimestamp))/],
  ['certificate', /^(chain\.|time\.certificateNow)/],
  ['status', /^(seal\.status|ses\.sealValidity|time\.sealNow)/],
  [
    'intact',
    /^(ses\.(dataHash|signature)$|cms\.(content|messageDigest|contentType|attributes|signature)|signature\.value)/,
  ],
  ['intact', /^(ofd\.(references|referenceMissing|signedValue)|pdf\.(byteRange|contents|gap))/],
  [
    'later',
    /^(pdf\.(coverage|laterChanges)|ofd\.(coverage|documents|signatureList|signaturesXmlUnprotected|sealFile))/,
  ],
  ['time', /^(time\.signing|timestamp)/],
];

export const isGood = (state: Fact['state']): boolean => state === 'ok' || state === 'warn';

function questionOf({ check }: Fact): GroupName {
  return questions.find(([, pattern]) => pattern.test(check))?.[0] ?? 'form';
}

/** In the order people ask; questions nothing was checked for are left out. */
export function groupFacts(facts: readonly Fact[]): readonly FactGroup[] {
  const asked = (name: GroupName): readonly Fact[] =>
    facts.filter((fact) => questionOf(fact) === name).toSorted((a, b) => factWeight[b.state] - factWeight[a.state]);
  const isVouchedFor = asked('maker').every(({ state }) => isGood(state));
  return groupNames.flatMap((name) => {
    const own = asked(name);
    const [worst] = own;
    if (!worst) return [];
    const { state } = worst;
    return [{ name, state, isClaim: name === 'who' && isGood(state) && !isVouchedFor, facts: own }];
  });
}

/** `check: reason` in words; what the catalogue does not know is shown as it is. */
export function factWords(say: Say, find: (key: string) => string | undefined, fact: Fact): string {
  const check = find(`facts.checks.${fact.check}`) ?? fact.check;
  const { reason } = fact;
  if (reason === undefined) return say('facts.checkAlone', { check });
  return say('facts.checkAndReason', { check, reason: find(`facts.reasons.${reason}`) ?? reason });
}

/** What the group comes to, in one line: its good end, or what is wrong. */
export function groupWords(
  say: Say,
  find: (key: string) => string | undefined,
  group: FactGroup,
  signature: SignatureReport,
  at: string,
): string {
  const [worst] = group.facts;
  if (group.state === 'fail' || group.state === 'unknown') return factWords(say, find, worst!);
  const { sealName: seal, esId, signer, maker, timeSource } = signature;
  const variants: Readonly<Partial<Record<GroupName, string>>> = {
    ...(group.isClaim && { who: 'whoClaims' }),
    ...(seal === null && { who: 'whoAlone' }),
    ...(maker === null && { maker: 'makerAlone' }),
    ...(timeSource === 'timestamp' && { time: 'timeProven' }),
  };
  // Nobody was asked, so nothing may be said of today.
  if (group.facts.some(({ reason }) => reason === 'no-status-service')) return say('screen.verify.good.statusUnasked');
  const facts: Facts = { seal, esId, signer, maker, at };
  const good = say(`screen.verify.good.${variants[group.name] ?? group.name}`, facts);
  return group.state === 'warn' ? say('screen.verify.noted', { good, note: factWords(say, find, worst!) }) : good;
}
