import { commonName } from '#main/trust/distinguished-name.ts';
import type { SignatureReport } from '#shared/contract/verification.ts';
import type { Fact } from '#shared/model/verdict.ts';
import type { Judgement } from './judge-signed-value.ts';
import { verdictOf } from './verdict-of.ts';

/** One signature, judged: the line, the reasons, and every fact behind them. */
export function signatureReport(input: {
  readonly name: string;
  /** What the signature turned out to be; told by its value when left out. */
  readonly kind?: SignatureReport['kind'];
  readonly judgement: Judgement | null;
  readonly facts: readonly Fact[];
  readonly pages: readonly number[];
}): SignatureReport {
  const { judgement } = input;
  const missing: Fact = { check: 'signature.value', state: 'fail', reason: 'not-readable' };
  const facts = [...(judgement?.facts ?? [missing]), ...input.facts];
  const { verdict, reasons } = verdictOf(facts);
  return {
    name: input.name,
    verdict,
    reasons,
    kind: input.kind ?? (judgement?.sealDer ? 'seal' : 'signature'),
    sealName: judgement?.sealName ?? null,
    esId: judgement?.esId ?? null,
    signer: judgement?.signer ? commonName(judgement.signer.subjectDer) : null,
    maker: judgement?.maker ? commonName(judgement.maker.subjectDer) : null,
    signedAt: judgement?.time.at?.toISOString() ?? null,
    timeSource: judgement?.time.source ?? 'none',
    pages: input.pages,
    facts,
  };
}
