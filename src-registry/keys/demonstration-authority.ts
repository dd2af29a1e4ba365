import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StationError } from '#shared/errors/station-error.ts';
import { fromBase64, toBase64 } from '#shared/log/text-bytes.ts';
import { statementBytes, type StatementPurpose } from '#shared/registry/signed-statement.ts';
import { renameDurably, writeDurably } from '#main/platform/files.ts';
import { generateSm2KeyPair, sm2Sign, sm2Verify, type Sm2KeyPair } from '#main/sm/sm2.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { certificatesInFile, toPem } from '#main/trust/certificate-file.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { readCertificateRequest } from '#main/trust/certificate-request.ts';
import { distinguishedName, type NameParts } from '#main/trust/distinguished-name.ts';
import { issueCertificate, type CertificateProfile } from '#main/trust/issue-certificate.ts';
import { SealMakingUse } from '#main/warrant/seal-making-use.ts';
import {
  demonstrationRegistry,
  makerSubject,
  operatingSubject,
  registrySubject,
  rootSubject,
  testUnit,
  timestampSubject,
} from '../demo/demonstration-names.ts';
import { backdateMs, type Authority, type IssuePurpose } from './authority.ts';
import { openWrappingKey, readKeyFile, writeKeyFile } from './sealed-key-file.ts';

type KeyName = 'root-ca' | 'operating-ca' | 'maker' | 'registry' | 'timestamp';

interface Holder {
  readonly name: KeyName;
  readonly issuer: KeyName;
  readonly profile: CertificateProfile;
  readonly subject: NameParts;
  readonly years: number;
}

const dayMs = 86_400_000;

/**
 * Who there is, root first. The registry's own signing key is certified by the root itself and the operating CA
 * certifies none but users, machines, the maker and the timestamp authority: so a user's certificate can never pass for the registry's.
 */
const holders: readonly Holder[] = [
  { name: 'root-ca', issuer: 'root-ca', profile: 'root-ca', subject: rootSubject, years: 20 },
  { name: 'operating-ca', issuer: 'root-ca', profile: 'sub-ca', subject: operatingSubject, years: 15 },
  { name: 'maker', issuer: 'operating-ca', profile: 'seal-maker', subject: makerSubject, years: 10 },
  { name: 'registry', issuer: 'root-ca', profile: 'machine', subject: registrySubject, years: 10 },
  { name: 'timestamp', issuer: 'operating-ca', profile: 'timestamp', subject: timestampSubject, years: 15 },
];

/**
 * The demonstration's authority: opens its keys and certificates under `dir`, making them at the first start. All
 * names say that they are for tests. See `sealed-key-file.ts` for what the files protect against and what not.
 *
 * @throws STATION_STORAGE_FAILED when a key file is damaged
 */
export function openDemonstrationAuthority(dir: string, now: Date): Authority {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const wrappingKey = openWrappingKey(join(dir, 'key-file'));
  const keys = new Map<KeyName, Sm2KeyPair>();
  const certificates = new Map<KeyName, Uint8Array>();
  for (const holder of holders) {
    const keyPath = join(dir, `${holder.name}.key`);
    if (!existsSync(keyPath)) writeKeyFile(keyPath, holder.name, generateSm2KeyPair(), wrappingKey);
    keys.set(holder.name, readKeyFile(keyPath, holder.name, wrappingKey));
    certificates.set(holder.name, openCertificate(dir, holder, { keys, certificates, now }));
  }
  return authorityOf(
    (name) => required(keys.get(name)),
    (name) => required(certificates.get(name)),
  );
}

interface Made {
  readonly keys: ReadonlyMap<KeyName, Sm2KeyPair>;
  readonly certificates: ReadonlyMap<KeyName, Uint8Array>;
  readonly now: Date;
}

function openCertificate(dir: string, holder: Holder, made: Made): Uint8Array {
  const path = join(dir, `${holder.name}.crt`);
  if (existsSync(path)) return required(certificatesInFile(Uint8Array.from(readFileSync(path)))[0]);
  const issuerKey = required(made.keys.get(holder.issuer));
  const issuer = holders.find(({ name }) => name === holder.issuer);
  const der = issueCertificate(
    {
      profile: holder.profile,
      subjectDer: distinguishedName(holder.subject),
      publicKey: required(made.keys.get(holder.name)).publicKey,
      serial: randomBytes(16),
      notBefore: new Date(made.now.getTime() - backdateMs),
      notAfter: new Date(made.now.getTime() + holder.years * 365 * dayMs),
      issuer: { subjectDer: distinguishedName(required(issuer).subject), publicKey: issuerKey.publicKey },
    },
    (tbs) => sm2Sign(issuerKey.privateKey, issuerKey.publicKey, tbs),
  );
  writeDurably(`${path}.new`, [new TextEncoder().encode(toPem(der))]);
  renameDurably(`${path}.new`, path);
  return der;
}

function authorityOf(keyOf: (name: KeyName) => Sm2KeyPair, certificateOf: (name: KeyName) => Uint8Array): Authority {
  const sign = (name: KeyName, message: Uint8Array): Uint8Array => {
    const { privateKey, publicKey } = keyOf(name);
    return sm2Sign(privateKey, publicKey, message);
  };
  return {
    registry: demonstrationRegistry,
    isDemonstration: true,
    root: certificateOf('root-ca'),
    intermediates: [certificateOf('operating-ca')],
    signing: certificateOf('registry'),
    makers: [certificateOf('maker')],
    timestamping: certificateOf('timestamp'),
    signTimestamp: (attributes) => rsToDer(sign('timestamp', attributes)),
    signStatement: (purpose, statement) => ({
      statement,
      signature: toBase64(sign('registry', statementBytes(purpose, statement))),
      certificate: toBase64(certificateOf('registry')),
    }),
    isOwnStatement: (purpose: StatementPurpose, statement, signature) => {
      const signatureRs = fromBase64(signature);
      const { publicKey } = keyOf('registry');
      return signatureRs !== null && sm2Verify(publicKey, statementBytes(purpose, statement), signatureRs);
    },
    issue: (request, purpose) =>
      issueFromRequest(request, purpose, certificateOf('operating-ca'), (tbs) => sign('operating-ca', tbs)),
    signSealInfo: (use, sealInfo) => {
      const isNamed = SealMakingUse.isGenuine(use) && Buffer.compare(use.sealInfoSm3, sm3(sealInfo)) === 0;
      if (!isNamed) throw new StationError('INTERNAL_UNEXPECTED', { detail: 'maker key asked to sign another seal' });
      return rsToDer(sign('maker', sealInfo));
    },
  };
}

const profileOf: Readonly<Record<IssuePurpose['kind'], CertificateProfile>> = {
  machine: 'machine',
  'seal-holder': 'signer',
};
const refusalOf = { machine: 'REGISTRY_ENROLMENT_REFUSED', 'seal-holder': 'REGISTRY_APPLICATION_INVALID' } as const;

function issueFromRequest(
  request: Uint8Array,
  purpose: IssuePurpose,
  caDer: Uint8Array,
  sign: (tbs: Uint8Array) => Uint8Array,
): Uint8Array {
  let publicKey: Uint8Array;
  try {
    ({ publicKey } = readCertificateRequest(request));
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    throw new StationError(refusalOf[purpose.kind], { detail: '@registry.requestUnreadable' }, error);
  }
  const ca = readCertificate(caDer);
  return issueCertificate(
    {
      profile: profileOf[purpose.kind],
      subjectDer: distinguishedName({ C: 'CN', O: purpose.organization, OU: testUnit, CN: purpose.commonName }),
      publicKey,
      serial: randomBytes(16),
      notBefore: new Date(purpose.at.getTime() - backdateMs),
      notAfter: new Date(purpose.at.getTime() + purpose.validDays * dayMs),
      issuer: { subjectDer: ca.subjectDer, publicKey: required(ca.publicKey) },
    },
    sign,
  );
}

function required<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new StationError('INTERNAL_UNEXPECTED', { detail: 'authority incomplete' });
  return value;
}
