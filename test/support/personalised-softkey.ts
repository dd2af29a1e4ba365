import { randomBytes } from 'node:crypto';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/ids.ts';
import { generateSm2KeyPair, sm2Sign } from '#main/sm/sm2.ts';
import { personaliseToken, type PersonalisedToken } from '#main/token/personalise-token.ts';
import { readCertificateRequest } from '#main/trust/certificate-request.ts';
import { distinguishedName } from '#main/trust/distinguished-name.ts';
import { issueCertificate } from '#main/trust/issue-certificate.ts';
import { CertificateRequestUse } from '#main/warrant/key-use.ts';
import { makeSoftkey, type Softkey, type SoftkeyOptions } from './softkey.ts';

/** A self-made CA of one certificate, enough to put a certificate on a training key. */
export function createTestCa() {
  const caKeys = generateSm2KeyPair();
  const issuer = { subjectDer: distinguishedName({ C: 'CN', CN: '测试根' }), publicKey: caKeys.publicKey };
  return {
    issueFromRequest(requestDer: Uint8Array): Uint8Array {
      const request = readCertificateRequest(requestDer);
      return issueCertificate(
        {
          profile: 'signer',
          subjectDer: request.subjectDer,
          publicKey: request.publicKey,
          serial: new Uint8Array(randomBytes(12)),
          notBefore: new Date('2026-01-01T00:00:00Z'),
          notAfter: new Date('2031-01-01T00:00:00Z'),
          issuer,
        },
        (tbs) => sm2Sign(caKeys.privateKey, caKeys.publicKey, tbs),
      );
    },
  };
}

export interface PersonalisedSoftkey extends Softkey, PersonalisedToken {}

/** A training key with a key pair, a certificate and, when given, a seal on it. */
export async function makePersonalisedSoftkey(
  dir: string,
  options: SoftkeyOptions & { readonly sealDer?: Uint8Array; readonly commonName?: string } = {},
): Promise<PersonalisedSoftkey> {
  // Personalising initialises the token anyway, so it starts blank.
  const softkey = await makeSoftkey(dir, { ...options, isInitialised: false });
  const service = softkey.openService();
  const { sealDer } = options;
  try {
    const personalised = await personaliseToken(service, {
      token: softkey.token,
      label: options.label ?? '演练密钥',
      officerPin: softkey.officerPin,
      userPin: softkey.userPin,
      use: new CertificateRequestUse(systemIds.uuid(), {
        C: 'CN',
        O: '测试单位',
        CN: options.commonName ?? '测试印章',
      }),
      clock: systemClock,
      issueCertificate: createTestCa().issueFromRequest,
      ...(sealDer === undefined ? {} : { makeSeal: () => sealDer }),
    });
    const { serial, manufacturer } = personalised.identity;
    return { ...softkey, ...personalised, token: { serial, manufacturer } };
  } finally {
    service.close();
  }
}
