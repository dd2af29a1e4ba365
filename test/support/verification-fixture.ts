import { readTimestampToken } from '#main/formats/cms/timestamp.ts';
import { derGeneralizedTime, derInteger, derOctetString, derOid, derSequence } from '#main/formats/der/der-write.ts';
import { OID } from '#main/formats/der/object-identifiers.ts';
import { writeSesSignature, writeTbsSign, type SealInfoInput } from '#main/formats/ses/write.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import type { TrustList } from '#main/trust/trust-list.ts';
import type { SealStatus, StatusSource, TrustContext } from '#main/verification/trust-context.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { demoAuthority, duringValidity, type KeyHolder } from './demo-authority.ts';
import { makeSeal } from './sample-seal.ts';
import { sampleSignedData } from './sample-signed-data.ts';

export type DemoAuthority = ReturnType<typeof demoAuthority>;

/** A day after the moment at which the samples are signed. */
export const afterwards = new Date(duringValidity.getTime() + 86_400_000);
export const original = new TextEncoder().encode('原文');

/** Root and intermediate for signers, and the maker pinned by itself. */
export function trustIn({ root, sub, maker }: DemoAuthority, changes: Partial<TrustList> = {}): TrustList {
  return {
    signerRoots: [root.certificate],
    intermediates: [sub.certificate],
    makers: [maker.certificate],
    makerRoots: [],
    ...changes,
  };
}

export function contextOf(trust: TrustList, changes: Partial<TrustContext> = {}): TrustContext {
  return { trust, now: afterwards, status: null, ...changes };
}

/** A registry that speaks for every maker and knows one seal. */
export function statusOf(status: SealStatus | undefined, changes: Partial<StatusSource> = {}): StatusSource {
  const nextUpdate = new Date(afterwards.getTime() + 3_600_000);
  return { number: 7, issuedAt: duringValidity, nextUpdate, speaksFor: () => true, statusOf: () => status, ...changes };
}

export interface SesSample {
  readonly signer?: KeyHolder;
  readonly maker?: KeyHolder;
  /** Whose certificate the seal lists; the signer's when left out. */
  readonly listed?: KeyHolder;
  readonly seal?: Partial<SealInfoInput>;
  /** The seal itself, when it was made before. */
  readonly sealDer?: Uint8Array;
  readonly time?: Date;
  readonly dataHash?: Uint8Array;
  readonly propertyInfo?: string;
  /** Makes a timestamp over the signature value. */
  readonly timestamp?: (stamped: Uint8Array) => Uint8Array;
}

/** SES_Signature V4 over `original`, right in every respect except what a test changes. */
export function sesSignature(authority: DemoAuthority, sample: SesSample = {}): Uint8Array {
  const { signer = authority.signer, maker = authority.maker, dataHash = sm3(original) } = sample;
  const sealDer = sample.sealDer ?? makeSeal(maker, sample.listed ?? signer, sample.seal);
  const tbs = writeTbsSign({
    sealDer,
    time: sample.time ?? duringValidity,
    dataHash,
    propertyInfo: sample.propertyInfo ?? '/Doc_0/Signs/Sign_0/Signature.xml',
  });
  const signatureDer = rsToDer(signer.sign(tbs));
  const timestamp = sample.timestamp?.(signatureDer);
  return writeSesSignature({
    tbs,
    certificate: signer.certificate.der,
    signatureDer,
    ...(timestamp !== undefined && { timestamp }),
  });
}

/** A timestamp token over `stamped`. */
export function timestampToken(authority: KeyHolder, stamped: Uint8Array, genTime: Date): Uint8Array {
  const imprint = derSequence(derSequence(derOid(OID.sm3)), derOctetString(sm3(stamped)));
  const content = derSequence(derInteger(1), derOid('1.2.3.4'), imprint, derInteger(42), derGeneralizedTime(genTime));
  const token = sampleSignedData(authority, { inner: OID.tstInfo, content });
  readTimestampToken(token);
  return token;
}

/** What decides, as `check state reason`; warnings are left out. */
export function decisive(facts: readonly Fact[]): string[] {
  return facts
    .filter(({ state }) => state === 'fail' || state === 'unknown')
    .map(({ check, state, reason }) => `${check} ${state} ${reason}`);
}
