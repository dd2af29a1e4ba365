import fs from 'node:fs';
import { writeDurably, renameDurably } from '#main/platform/files.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import { generateSm2KeyPair, sm2Sign, sm2Verify } from '#main/sm/sm2.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { StationError } from '#shared/errors/station-error.ts';

/**
 * The machine key of this PC: SM2, made at enrolment, certified by the registry. It signs checkpoints, envelopes to
 * the registry and the decisions of people who have no key of their own; never a seal.
 */
export interface MachineKey {
  readonly stationId: string;
  /** DER, as the registry issued it. */
  readonly certificate: Uint8Array;
  /** 65 bytes 04||X||Y. */
  readonly publicKey: Uint8Array;
  /** @returns 64 bytes r||s over SM3(Z_A || message), GB/T 32918.2 with the default identifier */
  sign(message: Uint8Array): Uint8Array;
}

interface KeyFile {
  readonly version: 1;
  readonly stationId: string;
  readonly publicKey: string;
  readonly protectedPrivateKey: string;
  readonly certificate: string | null;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Makes the key pair of a station that enrols; a restored PC enrols anew, so the file is in no backup. */
export function createMachineKey(file: string, stationId: string, secrets: Secrets): PendingMachineKey {
  const pair = generateSm2KeyPair();
  const content: KeyFile = {
    version: 1,
    stationId,
    publicKey: base64(pair.publicKey),
    protectedPrivateKey: base64(secrets.protect(pair.privateKey)),
    certificate: null,
  };
  store(file, content);
  return {
    publicKey: pair.publicKey,
    sign: (message) => sm2Sign(pair.privateKey, pair.publicKey, message),
    certify: (certificate) => store(file, { ...content, certificate: base64(certificate) }),
  };
}

/** A machine key that waits for its certificate. */
export interface PendingMachineKey {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
  certify(certificate: Uint8Array): void;
}

/**
 * @throws SYNC_NOT_ENROLLED when there is no certified key, when it was protected on another PC, or when the parts of
 * the file do not belong together
 */
export function loadMachineKey(file: string, secrets: Secrets): MachineKey {
  if (!fs.existsSync(file)) throw notEnrolled();
  try {
    return openKeyFile(JSON.parse(fs.readFileSync(file, 'utf8')) as KeyFile, secrets);
  } catch (error) {
    throw error instanceof StationError && error.code === 'SYNC_NOT_ENROLLED' ? error : notEnrolled(error);
  }
}

function openKeyFile(content: KeyFile, secrets: Secrets): MachineKey {
  if (content.certificate === null) throw notEnrolled();
  const certificate = bytes(content.certificate);
  const publicKey = bytes(content.publicKey);
  const privateKey = secrets.open(bytes(content.protectedPrivateKey));
  const sign = (message: Uint8Array): Uint8Array => sm2Sign(privateKey, publicKey, message);
  const certified = readCertificate(certificate).publicKey;
  if (certified === null || Buffer.compare(certified, publicKey) !== 0) throw notEnrolled();
  // A key that does not fit its certificate would make every checkpoint and envelope worthless, and silently so.
  if (!sm2Verify(publicKey, trial, sign(trial))) throw notEnrolled();
  return { stationId: content.stationId, certificate, publicKey, sign };
}

/** Signed at every start and thrown away; it can pass for nothing that is ever signed in earnest. */
const trial = new TextEncoder().encode('SealKeeper machine key trial v1');

function notEnrolled(cause?: unknown): StationError {
  return new StationError('SYNC_NOT_ENROLLED', { detail: '@details.noStationCertificate' }, cause);
}

function store(file: string, content: KeyFile): void {
  const temporary = `${file}.new`;
  writeDurably(temporary, [Buffer.from(JSON.stringify(content))]);
  renameDurably(temporary, file);
}
