import type { Handle } from 'pkcs11js';
import { StationError } from '#shared/errors/station-error.ts';
import { sm2KeyPairTemplates } from './key-templates.ts';
import { callModule, callModuleAsync } from './ckr-failure.ts';
import { CKA, CKO, applicationName, dataTemplate, findObjects, readAttribute, readEcPoint } from './objects.ts';
import type { TokenSession } from './sessions.ts';
import type { SlotToken } from './slots.ts';
import type { TokenModule } from './token-module.ts';

/**
 * Erase a token and give it a label. The binding passes the label on as it is while the module reads exactly 32
 * bytes, so it is padded here, counted in UTF-8, and never cut inside a character.
 */
export function initToken(module: TokenModule, token: SlotToken, officerPin: string, label: string): void {
  callModule('C_InitToken', () => module.pkcs11.C_InitToken(token.slot, officerPin, paddedLabel(label)));
}

export function paddedLabel(label: string): string {
  let kept = '';
  for (const character of label) {
    if (Buffer.byteLength(kept + character) > 32) break;
    kept += character;
  }
  return kept + ' '.repeat(32 - Buffer.byteLength(kept));
}

/** Set the user's PIN; also the way to unlock it. The session is the officer's. */
export function initPin(module: TokenModule, session: TokenSession, pin: string): void {
  callModule('C_InitPIN', () => module.pkcs11.C_InitPIN(session.handle, pin));
}

/**
 * A key pair born on the token; the private key cannot leave it.
 * @returns the public key, 65 bytes `04 || X || Y`
 * @throws TOKEN_NOT_RECOGNIZED, TOKEN_MECHANISM_UNSUPPORTED, TOKEN_KEY_NOT_FOUND
 */
export async function generateKeyPair(
  module: TokenModule,
  session: TokenSession,
  ckaId: Uint8Array,
  label: string,
): Promise<Uint8Array> {
  const info = callModule('C_GetTokenInfo', () => module.pkcs11.C_GetTokenInfo(session.slot));
  const model = info.model.trim();
  const profile = module.profileFor({ manufacturer: info.manufacturerID.trim(), model });
  if (profile === null) {
    throw new StationError('TOKEN_NOT_RECOGNIZED', { detail: '@token.missing.profile', model, file: module.file });
  }
  const { publicKey, privateKey } = sm2KeyPairTemplates(profile, ckaId, label);
  const mechanism = { mechanism: profile.keyPairGeneration };
  const pair = await callModuleAsync('C_GenerateKeyPair', () =>
    module.pkcs11.C_GenerateKeyPairAsync(session.handle, mechanism, publicKey, privateKey),
  );
  return pointOf(module, session.handle, [pair.publicKey, pair.privateKey]);
}

/** The public key with this CKA_ID; some tokens keep the point on the private key object alone. */
export function readPublicKey(module: TokenModule, session: TokenSession, ckaId: Uint8Array): Uint8Array {
  const id = { type: CKA.id, value: Buffer.from(ckaId) };
  const objects = [CKO.publicKey, CKO.privateKey].flatMap((value) =>
    findObjects(module, session.handle, [{ type: CKA.class, value }, id]),
  );
  return pointOf(module, session.handle, objects);
}

function pointOf(module: TokenModule, session: Handle, objects: readonly Handle[]): Uint8Array {
  for (const object of objects) {
    const value = readAttribute(module, session, object, CKA.ecPoint);
    const point = value === null ? null : readEcPoint(value);
    if (point !== null) return point;
  }
  throw new StationError('TOKEN_KEY_NOT_FOUND', { detail: '@token.mismatch.publicKey' });
}

/** Write a certificate beside its key; an earlier one with the same CKA_ID is removed afterwards. */
export function writeCertificate(
  module: TokenModule,
  session: TokenSession,
  certificate: {
    readonly ckaId: Uint8Array;
    readonly label: string;
    readonly der: Uint8Array;
    readonly subject: Uint8Array;
  },
): void {
  const id = { type: CKA.id, value: Buffer.from(certificate.ckaId) };
  const earlier = findObjects(module, session.handle, [{ type: CKA.class, value: CKO.certificate }, id]);
  callModule('C_CreateObject', () =>
    module.pkcs11.C_CreateObject(session.handle, [
      { type: CKA.class, value: CKO.certificate },
      { type: CKA.certificateType, value: 0 },
      { type: CKA.token, value: true },
      { type: CKA.private, value: false },
      { type: CKA.label, value: certificate.label },
      { type: CKA.subject, value: Buffer.from(certificate.subject) },
      id,
      { type: CKA.value, value: Buffer.from(certificate.der) },
    ]),
  );
  destroyAll(module, session.handle, earlier);
}

/** Write a public data object of ours; an earlier one with the same label is removed afterwards. */
export function writeData(module: TokenModule, session: TokenSession, label: string, value: Uint8Array): void {
  const earlier = findObjects(module, session.handle, dataTemplate(label));
  callModule('C_CreateObject', () =>
    module.pkcs11.C_CreateObject(session.handle, [
      { type: CKA.class, value: CKO.data },
      { type: CKA.token, value: true },
      { type: CKA.private, value: false },
      { type: CKA.application, value: applicationName },
      { type: CKA.label, value: label },
      { type: CKA.value, value: Buffer.from(value) },
    ]),
  );
  destroyAll(module, session.handle, earlier);
}

function destroyAll(module: TokenModule, session: Handle, objects: readonly Handle[]): void {
  for (const object of objects) callModule('C_DestroyObject', () => module.pkcs11.C_DestroyObject(session, object));
}
