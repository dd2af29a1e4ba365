import { generateSm2KeyPair, sm2Sign } from '#main/sm/sm2.ts';
import { readCertificate, type Certificate } from '#main/trust/certificate.ts';
import { distinguishedName } from '#main/trust/distinguished-name.ts';
import { issueCertificate, type IssueInput } from '#main/trust/issue-certificate.ts';

export interface KeyHolder {
  readonly certificate: Certificate;
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

export const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
export const duringValidity = new Date('2027-06-01T00:00:00Z');

let nextSerial = 1;

/** A key and a certificate for it, issued by another holder or by itself. */
export function issue(
  name: string,
  profile: IssueInput['profile'],
  issuer?: KeyHolder,
  changes: Partial<IssueInput> = {},
): KeyHolder {
  const { privateKey, publicKey } = generateSm2KeyPair();
  const subjectDer = distinguishedName({ C: 'CN', O: '测试机构', CN: name });
  const sign = (message: Uint8Array): Uint8Array => sm2Sign(privateKey, publicKey, message);
  nextSerial += 1;
  const der = issueCertificate(
    {
      profile,
      subjectDer,
      publicKey,
      serial: Uint8Array.of(1, 2, 3, 4, 5, 6, nextSerial >> 8, nextSerial & 0xff),
      ...validity,
      issuer:
        issuer === undefined
          ? { subjectDer, publicKey }
          : { subjectDer: issuer.certificate.subjectDer, publicKey: issuer.publicKey },
      ...changes,
    },
    issuer?.sign ?? sign,
  );
  return { certificate: readCertificate(der), privateKey, publicKey, sign };
}

/** Root, sub CA, signer and seal maker, all of one throw-away authority. */
export function demoAuthority() {
  const root = issue('测试根', 'root-ca');
  const sub = issue('测试运营CA', 'sub-ca', root);
  return { root, sub, signer: issue('张三', 'signer', sub), maker: issue('制章中心', 'seal-maker', sub) };
}
