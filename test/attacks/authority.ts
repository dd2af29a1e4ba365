import { createHash } from 'node:crypto';
import { sm2 } from 'sm-crypto';
import { readCertificate } from '#main/trust/certificate.ts';
import { distinguishedName } from '#main/trust/distinguished-name.ts';
import { issueCertificate, type IssueInput } from '#main/trust/issue-certificate.ts';
import { issueRevocationList } from '#main/trust/issue-revocation-list.ts';
import { sm2Digest } from '#main/sm/sm2.ts';
import { sm2Order } from './sm2-order.ts';
import { validity, type KeyHolder } from '#test/support/demo-authority.ts';

/**
 * A throw-away authority whose keys follow from names, and whose signatures follow from key and message: the same
 * script makes the same files, byte for byte, on every computer. Its private keys are public; trust it nowhere.
 */
const seed = 'SealKeeper attack corpus: these keys are public';

/** The package has it, and its types leave it out. */
const multiply = (sm2 as unknown as { getPublicKeyFromPrivateKey(scalar: string): string }).getPublicKeyFromPrivateKey;

const hash = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const sum = createHash('sha512').update(seed);
  for (const part of parts) sum.update('\0').update(part);
  return sum.digest();
};
const scalar = (...parts: readonly (string | Uint8Array)[]): bigint =>
  (BigInt(`0x${hash(...parts).toString('hex')}`) % (sm2Order - 2n)) + 1n;
const hex32 = (value: bigint): string => value.toString(16).padStart(64, '0');
const pointOf = (value: bigint): Buffer => Buffer.from(multiply(hex32(value)), 'hex');
const modulo = (value: bigint): bigint => ((value % sm2Order) + sm2Order) % sm2Order;

function inverse(value: bigint): bigint {
  let [a, b, x, y] = [modulo(value), sm2Order, 1n, 0n];
  while (a > 1n) {
    const quotient = a / b;
    [a, b] = [b, a % b];
    [x, y] = [y, x - quotient * y];
    if (b === 0n) break;
  }
  return modulo(x);
}

/** SM2 over a ready e, with a nonce that follows from key and e (GB/T 32918.2-2016, 6.1). */
export function signDigest(privateKey: Uint8Array, e: Uint8Array): Uint8Array {
  const d = BigInt(`0x${Buffer.from(privateKey).toString('hex')}`);
  const nonce = scalar('nonce', privateKey, e);
  const x = BigInt(`0x${pointOf(nonce).subarray(1, 33).toString('hex')}`);
  const r = modulo(BigInt(`0x${Buffer.from(e).toString('hex')}`) + x);
  const s = modulo(inverse(1n + d) * (nonce - r * d));
  return Buffer.from(hex32(r) + hex32(s), 'hex');
}

/** @param name also decides the key, together with `copy` */
export function holder(
  name: string,
  profile: IssueInput['profile'],
  issuer?: KeyHolder,
  changes: Partial<IssueInput> & { readonly copy?: string } = {},
): KeyHolder {
  const { copy = '', ...issued } = changes;
  const d = scalar('key', name, copy);
  const privateKey = Buffer.from(hex32(d), 'hex');
  const publicKey = new Uint8Array(pointOf(d));
  const sign = (message: Uint8Array): Uint8Array => signDigest(privateKey, sm2Digest(publicKey, message));
  const subjectDer = distinguishedName({ C: 'CN', O: '测试机构', CN: name });
  const issuerName = issuer?.certificate.subjectDer ?? subjectDer;
  const der = issueCertificate(
    {
      profile,
      subjectDer,
      publicKey,
      serial: Uint8Array.from(hash('serial', name, copy).subarray(0, 8)).map((byte, i) =>
        i === 0 ? (byte & 63) | 1 : byte,
      ),
      ...validity,
      issuer: { subjectDer: issuerName, publicKey: issuer?.publicKey ?? publicKey },
      ...issued,
    },
    issuer?.sign ?? sign,
  );
  return { certificate: readCertificate(der), privateKey, publicKey, sign };
}

const root = holder('攻击样本测试根', 'root-ca');
const sub = holder('攻击样本运营CA', 'sub-ca', root);

/** Root, operating CA, a signer and the maker that the trust folder of the set pins. */
export const authority = {
  root,
  sub,
  signer: holder('张三', 'signer', sub),
  maker: holder('制章中心', 'seal-maker', sub),
};
export const timestampAuthority = holder('时间戳服务', 'timestamp', sub);

/** When everything is signed: in the past, so that verifiers that read a clock find nothing of the future. */
export const signedOn = new Date('2026-06-01T00:00:00Z');

const hours = (count: number): Date => new Date(signedOn.getTime() + count * 3_600_000);

/** Signers whom the operating CA took back: one a week before anything was signed, one some hours after. */
export const revoked = {
  before: holder('王五', 'signer', sub),
  afterwards: holder('赵六', 'signer', sub),
};

const listOf = (issuer: KeyHolder, entries: readonly { readonly who: KeyHolder; readonly at: Date }[]): Uint8Array =>
  issueRevocationList(
    {
      issuerDer: issuer.certificate.subjectDer,
      thisUpdate: hours(12),
      nextUpdate: validity.notAfter,
      revoked: entries.map(({ who, at }) => ({ serialHex: who.certificate.serialHex, revokedAt: at })),
    },
    issuer.sign,
  );

/** Of the trust folder, by the names of its files. */
export const revocationLists: Readonly<Record<string, Uint8Array>> = {
  'root.crl': listOf(root, []),
  'sub.crl': listOf(sub, [
    { who: revoked.before, at: hours(-7 * 24) },
    { who: revoked.afterwards, at: hours(6) },
  ]),
};
