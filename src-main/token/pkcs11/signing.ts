import type { Handle, Mechanism } from 'pkcs11js';
import { StationError } from '#shared/errors/station-error.ts';
import { computeZa, defaultUserId } from '#main/sm/sm2.ts';
import type { RequestOf, ResultOf } from '../host-protocol.ts';
import { chooseSignMechanism } from '../vendor-profiles/match-profile.ts';
import type { SignMechanism } from '../vendor-profiles/profile-shape.ts';
import { callModule, callModuleAsync, isCkr } from './ckr-failure.ts';
import { findPrivateKey, readCertificates } from './objects.ts';
import type { SessionBook, TokenSession } from './sessions.ts';
import type { TokenModule } from './token-module.ts';

const CKU_CONTEXT_SPECIFIC = 2;
/** Room for every form: 64 bytes raw, 72 DER, 128 of blobs with padded fields. */
const signatureRoom = 128;
const moreRoom = 512;

/**
 * Sign one digest. Between the last look at the token (serial number, certificate) and C_Sign there is no waiting for
 * anybody, so a token that was swapped before is noticed here (ATK-38).
 *
 * Only the promise form of C_Sign is used: the callback form does not keep its input alive, and a collected buffer
 * would sign foreign bytes. `input` stays in this frame until the promise settles.
 */
export async function sign(
  module: TokenModule,
  book: SessionBook,
  request: RequestOf<'sign'>,
): Promise<ResultOf<'sign'>> {
  const session = book.get(request.session);
  const mechanism = mechanismFor(module, session);
  refuseOtherCertificate(module, session, request);
  const key = findPrivateKey(module, session.handle, request.ckaId);
  const input = Buffer.from(inputFor(mechanism, request));
  beginSigning(module, session, mechanism, key);
  const signature = await completeSigning(module, session.handle, input);
  return { signature: new Uint8Array(signature), mechanism: mechanism.code, input: mechanism.input };
}

function mechanismFor(module: TokenModule, session: TokenSession): SignMechanism {
  const info = callModule('C_GetTokenInfo', () => module.pkcs11.C_GetTokenInfo(session.slot));
  const [serial, manufacturer, model] = [info.serialNumber.trim(), info.manufacturerID.trim(), info.model.trim()];
  if (serial !== session.ref.serial || manufacturer !== session.ref.manufacturer) {
    throw new StationError('TOKEN_WRONG_KEY', { expected: session.ref.serial, actual: serial, mayHaveSigned: false });
  }
  const profile = module.profileFor({ manufacturer, model });
  if (profile === null) {
    throw new StationError('TOKEN_NOT_RECOGNIZED', { detail: '@token.missing.profile', model, file: module.file });
  }
  const offered = callModule('C_GetMechanismList', () => module.pkcs11.C_GetMechanismList(session.slot));
  const mechanism = chooseSignMechanism(
    profile,
    offered.map((code) => code >>> 0),
  );
  if (mechanism === null) {
    throw new StationError('TOKEN_MECHANISM_UNSUPPORTED', { detail: '@token.missing.mechanism', profile: profile.id });
  }
  return mechanism;
}

function refuseOtherCertificate(module: TokenModule, session: TokenSession, request: RequestOf<'sign'>): void {
  const { certificate, ckaId } = request;
  if (certificate === null) return;
  const onToken = readCertificates(module, session.handle);
  const isThere = onToken.some((found) => isSame(found.ckaId, ckaId) && isSame(found.der, certificate));
  if (isThere) return;
  const { serial } = session.ref;
  throw new StationError('TOKEN_CONTENT_MISMATCH', {
    detail: '@token.mismatch.certificate',
    serial,
    mayHaveSigned: false,
  });
}

function inputFor(mechanism: SignMechanism, request: RequestOf<'sign'>): Uint8Array {
  if (mechanism.input === 'e') return request.e;
  if (request.message === null) {
    throw new StationError('TOKEN_MECHANISM_UNSUPPORTED', {
      detail: '@token.missing.mechanism',
      input: mechanism.input,
    });
  }
  if (mechanism.input === 'msg+Z') return request.message;
  return Buffer.concat([computeZa(request.publicKey), request.message]);
}

function beginSigning(module: TokenModule, session: TokenSession, chosen: SignMechanism, key: Handle): void {
  const mechanism: Mechanism = { mechanism: chosen.code };
  if (chosen.parameter === 'user-id') mechanism.parameter = Buffer.from(defaultUserId);
  const begin = () => callModule('C_SignInit', () => module.pkcs11.C_SignInit(session.handle, mechanism, key));
  begin();
  if (session.contextPin === null) return;
  const pin = session.contextPin;
  session.contextPin = null;
  callModule('C_Login', () => module.pkcs11.C_Login(session.handle, CKU_CONTEXT_SPECIFIC, pin));
}

async function completeSigning(module: TokenModule, session: Handle, input: Buffer): Promise<Buffer> {
  const attempt = (room: number) =>
    callModuleAsync('C_Sign', () => module.pkcs11.C_SignAsync(session, input, Buffer.alloc(room)));
  try {
    return await attempt(signatureRoom);
  } catch (error) {
    // The operation is still open after this answer alone.
    if (!isCkr(error, 'CKR_BUFFER_TOO_SMALL')) throw error;
    return await attempt(moreRoom);
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b);
}
