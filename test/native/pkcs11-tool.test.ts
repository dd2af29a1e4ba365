import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { softkeyModulePath } from '../support/softkey.ts';
import { canRun } from '../support/foreign-programs.ts';
import { opensslVerifies, soPin, userPin } from './training-key-module.ts';

const folder = mkdtempSync(join(tmpdir(), 'softkey-opensc-'));
const path = (name: string): string => join(folder, name);
const env = { ...process.env, SOFTKEY_DIR: path('tokens'), SOFTKEY_PERSONALITY: path('personality') };

/** OpenSC's tool on the first slot. */
function tool(...args: string[]): { status: number | null; text: string } {
  const common = ['--module', softkeyModulePath, '--slot', '0'];
  const { status, stdout, stderr } = spawnSync('pkcs11-tool', [...common, ...args], { env, encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

const asUser = ['--login', '--pin', userPin];

describe.skipIf(!canRun('pkcs11-tool', 'openssl'))('the training key under OpenSC pkcs11-tool', () => {
  const said: string[] = [];
  beforeAll(() => {
    writeFileSync(path('personality'), 'kdf-iterations=100\n');
    said.push(tool('--init-token', '--label', '公章', '--so-pin', soPin).text);
    said.push(tool('--init-pin', '--login', '--so-pin', soPin, '--pin', userPin).text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('takes a label and both PINs', () => {
    expect(said[0]).toContain('Token successfully initialized');
    expect(said[1]).toContain('User PIN successfully initialized');
  });

  it('lists the token as initialised, without a hardware version', () => {
    const { text } = tool('-L');
    expect(text).toMatch(/token label\s+: 公章/);
    expect(text).toContain('SealKeeper training key (not for production)');
    expect(text).toMatch(/token flags\s+: login required, rng, token initialized, PIN initialized/);
    expect(text).toMatch(/hardware version\s+: 0\.0/);
  });

  it('lists the mechanisms by their vendor numbers', () => {
    const { text } = tool('-M');
    for (const number of ['80008001', '80008100', '80008105', '80009001'])
      expect(text).toContain(`mechtype-0x${number}`);
  });

  it('changes the PIN and back, and warns after a wrong one', () => {
    expect(tool('--change-pin', ...asUser, '--new-pin', '654321').status).toBe(0);
    expect(tool('--login', '--pin', userPin, '-O').text).toContain('CKR_PIN_INCORRECT');
    expect(tool('-L').text).toContain('user PIN count low');
    expect(tool('--change-pin', '--login', '--pin', '654321', '--new-pin', userPin).status).toBe(0);
    expect(tool('-L').text).not.toContain('user PIN count low');
  });

  it('stores and returns data, public and private', () => {
    writeFileSync(path('data'), 'seal bytes');
    const write = ['--write-object', path('data'), '--type', 'data', '--application-label', 'SealKeeper'];
    expect(tool(...asUser, ...write, '--label', 'open').status).toBe(0);
    expect(tool(...asUser, ...write, '--label', 'secret', '--private').status).toBe(0);
    expect(tool('-O').text).not.toContain('secret');
    expect(tool(...asUser, '-O').text).toContain('secret');
    const read = ['--read-object', '--type', 'data', '--label', 'secret', '-o', path('read')];
    expect(tool(...asUser, ...read).status).toBe(0);
    expect(readFileSync(path('read'), 'utf8')).toBe('seal bytes');
  });

  it('stores an SM2 certificate made elsewhere', () => {
    const key = ['-newkey', 'sm2', '-nodes', '-keyout', path('ca.key')];
    const subject = ['-subj', '/C=CN/CN=test', '-sigopt', 'distid:1234567812345678'];
    const request = ['req', '-x509', '-sm3', ...key, ...subject, '-outform', 'DER', '-out', path('cert')];
    execFileSync('openssl', request, { stdio: 'pipe' });
    const write = ['--write-object', path('cert'), '--type', 'cert', '--id', '01', '--label', 'signer'];
    expect(tool(...asUser, ...write).status).toBe(0);
    const listed = tool('-O', '--type', 'cert').text;
    expect(listed).toMatch(/label:\s+signer/);
    expect(listed).toMatch(/subject:\s+DN: C=CN, CN=test/);
  });

  it('signs by mechanism number so that OpenSSL verifies', () => {
    makeKeyPairInAnotherProcess();
    writeFileSync(path('e'), Buffer.alloc(32, 9));
    const sign = ['--sign', '--mechanism', '0x80008104', '--id', '02', '-i', path('e'), '-o', path('signature')];
    expect(tool(...asUser, ...sign).text).not.toContain('error');
    const point = /EC_POINT:\s+0441(04[0-9a-f]{128})/.exec(tool(...asUser, '-O', '--type', 'pubkey').text)?.[1] ?? '';
    const signature = readFileSync(path('signature'));
    expect(opensslVerifies(Buffer.from(point, 'hex'), 'e', Buffer.alloc(32, 9), signature)).toBe(true);
  });

  it('passes the tool’s own test and its fork', () => {
    expect(tool(...asUser, '--test').text).toContain('No errors');
    expect(tool('--test-fork')).toMatchObject({ status: 0, text: expect.not.stringMatching(/failed|error/i) });
  });
});

/** The tool knows no SM2 curve and so cannot ask for a key pair; it shows points only of keys whose type is CKK_EC. */
function makeKeyPairInAnotherProcess(): void {
  const script = `
    const { PKCS11 } = require('pkcs11js');
    const p = new PKCS11();
    p.load(process.argv[1]);
    p.C_Initialize();
    const s = p.C_OpenSession(p.C_GetSlotList(true)[0], 6);
    p.C_Login(s, 1, process.argv[2]);
    const template = [{ type: 1, value: true }, { type: 0x102, value: Buffer.from([2]) }, { type: 0x100, value: 3 }];
    const curve = { type: 0x180, value: Buffer.from('06082a811ccf5501822d', 'hex') };
    p.C_GenerateKeyPair(s, { mechanism: 0x80008001 }, [...template, curve], template);
    p.C_Finalize();`;
  execFileSync(process.execPath, ['-e', script, softkeyModulePath, userPin], { env, stdio: 'pipe' });
}
