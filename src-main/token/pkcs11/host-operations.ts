import { StationError } from '#shared/errors/station-error.ts';
import { readCertificateFields } from '#main/formats/x509/certificate-fields.ts';
import type { HostOp, HostRequest, RequestOf, ResultOf } from '../host-protocol.ts';
import { callModule } from './ckr-failure.ts';
import { login } from './login.ts';
import { readCertificates, readData } from './objects.ts';
import { generateKeyPair, initPin, initToken, readPublicKey, writeCertificate, writeData } from './personalisation.ts';
import { SessionBook, inPublicSession } from './sessions.ts';
import { sign } from './signing.ts';
import { SlotWatch } from './slot-watch.ts';
import { findToken, presentTokens } from './slots.ts';
import { loadTokenModule, type TokenModule } from './token-module.ts';

type Operations = { [Op in HostOp]: (request: RequestOf<Op>) => ResultOf<Op> | Promise<ResultOf<Op>> };

interface Loaded {
  readonly module: TokenModule;
  readonly watch: SlotWatch;
  readonly sessions: SessionBook;
}

/** After so many quiet looks the tokens are asked all the same: a driver may lose an event. */
const looksWithoutAsking = 10;

/**
 * What a token host can do, one operation at a time. State is the loaded module, the open sessions and the slot
 * watch; it lives and dies with the process.
 */
export function createHostOperations(): (request: HostRequest) => Promise<unknown> {
  let loaded: Loaded | undefined;
  const host = (): Loaded => {
    if (loaded === undefined) throw new StationError('TOKEN_MODULE_NOT_LOADED', { detail: 'load' });
    return loaded;
  };
  const find = (ref: { readonly serial: string; readonly manufacturer: string }) =>
    findToken(host().module, host().watch, ref);

  let watched: ResultOf<'watch'> = [];
  let quietLooks = 0;

  const operations: Operations = {
    load(request) {
      const module = loadTokenModule(request);
      loaded = { module, watch: new SlotWatch(module), sessions: new SessionBook(module) };
      return { description: module.description, version: module.version, manufacturer: module.manufacturer };
    },
    list() {
      host().watch.look();
      return presentTokens(host().module, host().watch).map(({ info }) => info);
    },
    watch() {
      const { module, watch } = host();
      watch.look();
      quietLooks += 1;
      if (watch.takeNews() || quietLooks >= looksWithoutAsking) {
        quietLooks = 0;
        watched = presentTokens(module, watch).map(({ info }) => ({
          serial: info.serial,
          manufacturer: info.manufacturer,
          series: info.series,
        }));
      }
      return watched;
    },
    state: ({ token }) => find(token).info,
    certificates({ token }) {
      const { module } = host();
      return inPublicSession(module, find(token).slot, (session) => readCertificates(module, session));
    },
    readData({ token, label }) {
      const { module } = host();
      return inPublicSession(module, find(token).slot, (session) => readData(module, session, label));
    },
    open({ token, isReadWrite }) {
      // An officer's login refuses while a read-only session, such as the watch's, is open.
      if (isReadWrite) host().watch.letGo();
      return host().sessions.open(find(token), isReadWrite).id;
    },
    login(request) {
      const { module, sessions } = host();
      login(module, sessions, sessions.get(request.session), request);
      return null;
    },
    close({ session }) {
      host().sessions.close(session);
      return null;
    },
    sign: (request) => sign(host().module, host().sessions, request),
    publicKey: ({ session, ckaId }) => readPublicKey(host().module, host().sessions.get(session), ckaId),
    generateKeyPair: ({ session, ckaId, label }) =>
      generateKeyPair(host().module, host().sessions.get(session), ckaId, label),
    writeCertificate({ session, ckaId, label, der }) {
      const { subjectDer } = readCertificateFields(der);
      writeCertificate(host().module, host().sessions.get(session), { ckaId, label, der, subject: subjectDer });
      return null;
    },
    writeData({ session, label, value }) {
      writeData(host().module, host().sessions.get(session), label, value);
      return null;
    },
    initToken({ token, officerPin, label }) {
      const { module, sessions, watch } = host();
      watch.letGo();
      sessions.closeAll();
      const found = find(token);
      initToken(module, found, officerPin, label);
      // Some modules give the token another serial number now, so it is looked up by its slot, once.
      const again = presentTokens(module, watch).find(({ slot }) => slot.equals(found.slot));
      if (again === undefined) throw new StationError('TOKEN_REMOVED', { serial: token.serial, mayHaveSigned: false });
      // No event tells of the new number; whoever watches for this token must not look for it in the old list.
      quietLooks = looksWithoutAsking;
      return again.info;
    },
    initPin({ session, pin }) {
      initPin(host().module, host().sessions.get(session), pin);
      return null;
    },
    changePin({ session, oldPin, newPin }) {
      const { handle } = host().sessions.get(session);
      callModule('C_SetPIN', () => host().module.pkcs11.C_SetPIN(handle, oldPin, newPin));
      return null;
    },
  };

  return async (request) => {
    const act = operations[request.op] as (request: HostRequest) => unknown;
    return await act(request);
  };
}
