import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CKA_EC_POINT, CKA_ID, CKA_LABEL, CKA_TOKEN, PKCS11, type Handle } from 'pkcs11js';
import { softkeyModulePath } from '../support/softkey.ts';

export const soPin = '87654321';
export const userPin = '123456';

/** CKF_SERIAL_SESSION | CKF_RW_SESSION */
const readWrite = 6;

/**
 * The bare module through pkcs11js, with nothing of the station between.
 *
 * One PKCS11 object for the whole process and never closed: its destructor would unload the library.
 */
export function openModule(personality: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'softkey-module-'));
  const shared = join(folder, 'shared-personality');
  writeFileSync(shared, ['kdf-iterations=100', ...personality, ''].join('\n'));
  process.env['SOFTKEY_DIR'] = folder;
  process.env['SOFTKEY_PERSONALITY'] = shared;
  const module = new PKCS11();
  module.load(softkeyModulePath);
  module.C_Initialize();
  const slot = module.C_GetSlotList(true)[0] as Handle;
  const token = join(folder, 'token-0001');

  return {
    module,
    slot,
    /** Give the blank token in the first slot a label (32 bytes, blank-padded by the caller's duty) and both PINs. */
    personalise: (label: string): void => {
      const padding = ' '.repeat(32 - Buffer.byteLength(label));
      module.C_InitToken(slot, soPin, label + padding);
      const session = module.C_OpenSession(slot, readWrite);
      module.C_Login(session, 0, soPin);
      module.C_InitPIN(session, userPin);
      module.C_CloseSession(session);
    },
    openSession: (): Handle => module.C_OpenSession(slot, readWrite),
    openLoggedIn: (): Handle => {
      const session = module.C_OpenSession(slot, readWrite);
      module.C_Login(session, 1, userPin);
      return session;
    },
    /** A key pair on the token; `point` is 04 || X || Y. */
    makeKeyPair: (session: Handle): { publicKey: Handle; privateKey: Handle; point: Buffer } => {
      const template = [
        { type: CKA_TOKEN, value: true },
        { type: CKA_ID, value: Buffer.from([1]) },
        { type: CKA_LABEL, value: '签章密钥' },
      ];
      const keys = module.C_GenerateKeyPair(session, { mechanism: 0x80008001 }, template, template);
      const value = module.C_GetAttributeValue(session, keys.publicKey, [{ type: CKA_EC_POINT }])[0]?.value as Buffer;
      return { ...keys, point: value.subarray(2) };
    },
    sign: (session: Handle, key: Handle, mechanism: number, data: Buffer): Buffer => {
      module.C_SignInit(session, { mechanism }, key);
      return module.C_Sign(session, data, Buffer.alloc(128));
    },
    control: (...lines: string[]): void => {
      const temporary = join(folder, 'control-in-the-making');
      writeFileSync(temporary, [...lines, ''].join('\n'));
      renameSync(temporary, join(token, 'control'));
    },
    signatureCount: (): number => Number(readFileSync(join(token, 'counter'), 'utf8')),
    /** Forget token and sessions and begin on an empty folder; the library stays loaded. */
    restartEmpty: (): void => {
      module.C_Finalize();
      rmSync(token, { recursive: true, force: true });
      module.C_Initialize();
    },
    end: (): void => {
      module.C_Finalize();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The number of a refusal; pkcs11js throws some of them as plain errors with the number in the text. */
export function refusalOf(action: () => unknown): number {
  try {
    action();
  } catch (error) {
    const { code, message } = error as { code?: number; message: string };
    return code ?? Number(/:(\d+)/.exec(message)?.[1] ?? Number.NaN);
  }
  return 0;
}

const spkiHeader = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');

/** OpenSSL's verdict on a DER signature: over e (32 bytes) as it is, or over a message with Z of the default user ID. */
export function opensslVerifies(point: Buffer, input: 'e' | 'message', data: Buffer, signatureDer: Buffer): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'softkey-openssl-'));
  const write = (name: string, bytes: Buffer | string): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const base64 = Buffer.concat([spkiHeader, point]).toString('base64');
  const key = write('key.pem', `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n`);
  const signature = write('signature.der', signatureDer);
  const hashing = input === 'e' ? [] : ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
  const args = ['pkeyutl', '-verify', '-pubin', '-inkey', key, '-sigfile', signature, '-in', write('in', data)];
  const { status } = spawnSync('openssl', [...args, ...hashing]);
  rmSync(folder, { recursive: true, force: true });
  return status === 0;
}

export function opensslSm3(data: Buffer): Buffer {
  return execFileSync('openssl', ['dgst', '-sm3', '-binary'], { input: data });
}
