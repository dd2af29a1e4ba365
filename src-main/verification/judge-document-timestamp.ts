import type { Fact } from '#shared/model/verdict.ts';
import { judgeTimestamp } from './check-timestamp.ts';
import { noTime, presentFacts, signingTimeFacts, type SigningTime } from './check-time.ts';
import type { Judgement, SignedContent } from './judge-signed-value.ts';
import type { TrustContext } from './trust-context.ts';

/** A document timestamp (DocTimeStamp of PDF): a token over the byte range, made by an authority and not by a signer. */
export function judgeDocumentTimestamp(value: Uint8Array, content: SignedContent, context: TrustContext): Judgement {
  const { facts, genTime, authority, isTrusted } = judgeTimestamp(
    value,
    { digest: (name) => (name === 'sm3' ? content.sm3() : content.digest(name)) },
    context,
    content,
  );
  const source = isTrusted ? 'timestamp' : 'claimed';
  const time: SigningTime = genTime === null ? noTime : { at: genTime, source };
  const all: Fact[] = [
    ...facts,
    ...signingTimeFacts(time, context.now),
    ...presentFacts({ sealValidTo: null, signer: authority, time, now: context.now }),
  ];
  return { facts: all, time, signer: authority, maker: null, sealDer: null, sealName: null, esId: null };
}
