import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts, demoPassword } from '#main/app/demo/demo-people.ts';
import { zhCnSignIn } from '#shared/i18n/zh-cn/screen/sign-in.ts';
import { electron } from '#test/support/electron-binary.ts';
import { openDesktop, runDesktopCommand, type Desktop } from './launch.ts';

// What no stand-in can show: a real Electron's processes, sandbox, ports, protocol and cryptography. Needs a desktop
// and a binary: in the installed `electron` package, or in the folder that ELECTRON_OVERRIDE_DIST_PATH names.

describe.skipIf(electron === null)('the window of a real Electron', () => {
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await openDesktop();
  });
  afterAll(() => desktop.close());

  /** As the handler, in the sign-in page that every fresh window shows. */
  async function signIn(): Promise<string> {
    const { window } = desktop;
    await window.locator(`input[type=radio][name=person] >> nth=0`).waitFor();
    await window.getByRole('button', { name: zhCnSignIn.others }).click();
    await window.getByLabel(zhCnSignIn.account).fill(demoAccounts.handler);
    await window.getByLabel(zhCnSignIn.password).fill(demoPassword);
    await window.keyboard.press('Enter');
    await window.waitForURL(/#\/desk/);
    return new URL(window.url()).hash;
  }

  it('shows the screen from its own origin', async () => {
    expect(new URL(desktop.window.url()).origin).toBe('sealkeeper://app');
    await desktop.window.getByText(zhCnSignIn.purpose).first().waitFor();
  });

  it('gives the page no Node and nothing of Electron', async () => {
    const reach = await desktop.window.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      electron: Object.keys(globalThis).filter((name) => /electron|ipc/i.test(name)),
    }));
    expect(reach).toEqual({ require: 'undefined', process: 'undefined', electron: [] });
  });

  it('lets the page out nowhere: no navigation, no window, no foreign address, no permission', async () => {
    const { window } = desktop;
    const outcome = await window.evaluate(async () => {
      location.href = 'https://example.org/';
      const opened = globalThis.open('https://example.org/');
      const fetched = await fetch('https://example.org/').then(
        () => 'reached',
        () => 'refused',
      );
      const place = await navigator.permissions.query({ name: 'geolocation' });
      return { opened: opened === null, fetched, place: place.state };
    });
    expect(outcome).toEqual({ opened: true, fetched: 'refused', place: 'denied' });
    expect(new URL(window.url()).origin).toBe('sealkeeper://app');
  });

  it('reaches the station’s resources by address, which refuse a stranger', async () => {
    const status = await desktop.window.evaluate(async () => (await fetch('resource/export/1')).status);
    expect(status).toBe(401);
  });

  it('signs in over the port, and again over a new one after a reload', async () => {
    expect(await signIn()).toMatch(/^#\/desk/);
    await desktop.window.reload();
    expect(await desktop.window.locator('#root > *').count()).toBeGreaterThan(0);
  });

  it('shows the door again when the computer is locked, and nobody is signed in any more', async () => {
    await desktop.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    expect(await signIn()).toMatch(/^#\/desk/);
  });
});

describe.skipIf(electron === null)('the command line of a real Electron', () => {
  it('computes SM2 and SM3 with the addon, and reaches the key through a utility process', async () => {
    const data = mkdtempSync(join(tmpdir(), 'desktop-command-'));
    const printed = await runDesktopCommand('doctor', '--json', '--data', data);
    rmSync(data, { recursive: true, force: true });
    expect(printed).toContain('"native"');
    expect(printed).toMatch(/pkcs11Module[^}]*"ok"/);
  });
});
