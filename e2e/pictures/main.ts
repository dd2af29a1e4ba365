import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { prepareScreenDemo } from '#main/app/demo/screen-demo.ts';
import { demoNames } from '#main/app/demo/demo-folder.ts';
import { programFiles } from '#main/app/program-files.ts';
import { createWords } from '#main/platform/words.ts';
import { ApproveScreen } from '../pages/approve.ts';
import { LedgerScreen } from '../pages/ledger.ts';
import { RequestScreen } from '../pages/request.ts';
import { signIn } from '../pages/sign-in.ts';
import { StampScreen } from '../pages/stamp.ts';
import { VerifyScreen } from '../pages/verify.ts';
import { goTo, settle } from '../support/page-checks.ts';
import { openScreen } from '../support/screen.ts';
import { startStationIn } from '../support/station.ts';

// The pictures of the manual and the README, made from the demonstration: node e2e/pictures/main.ts, after a build of
// the screen. Look at each of them before it is committed.

process.env['TZ'] = 'Asia/Shanghai';
const target = path.join(import.meta.dirname, '..', '..', 'docs', 'manual', 'pictures');
const folder = mkdtempSync(path.join(tmpdir(), 'sealkeeper-pictures-'));
const { registry } = await prepareScreenDemo(folder, createWords());
registry.stop();
const station = await startStationIn({ folder });
const screen = await openScreen(station);
const notice = '关于公布2026年主导品种名录的通知';
const waiting = '关于开展2026年农作物种子市场专项检查的通知';

async function picture(name: string, account: string, show: (page: Page) => Promise<void>): Promise<void> {
  const page = await screen.open();
  await signIn(page, account);
  await show(page);
  await settle(page);
  await page.screenshot({ path: path.join(target, `${name}.png`) });
  await page.context().close();
  process.stdout.write(`${name}.png\n`);
}
const drawn = (page: Page) => page.locator('[data-page][data-drawn="true"]').first().waitFor();

try {
  await picture('desk', 'zhou', (page) => goTo(page, '#/desk'));
  await picture('request', 'lin', async (page) => {
    const request = new RequestScreen(page);
    await request.open();
    const bytes = new Uint8Array(readFileSync(path.join(programFiles.samples, '通知.pdf')));
    await request.drop([{ name: `${waiting}.pdf`, bytes }]);
    await request.drawnSheet(1).waitFor();
    await page.locator('[data-place]').first().waitFor();
    await request.field('用印事由').fill('印发全县种子市场专项检查通知');
    const jump = page.getByLabel('页码，填写后按回车跳转');
    await jump.fill('2');
    await jump.press('Enter');
    await request.drawnSheet(2).waitFor();
    // The draft is kept a moment after the last change, and the picture says so.
    await page.getByText(/草稿已存/).waitFor();
  });
  await picture('approve', 'he', async (page) => {
    const approve = new ApproveScreen(page);
    await approve.open(notice);
    await drawn(page);
    await approve.readAll();
    await approve.armed(approve.agreeButton());
  });
  await picture('stamp', 'zhou', async (page) => {
    const stamp = new StampScreen(page);
    await stamp.open(waiting);
    await drawn(page);
    await stamp.begin();
    await stamp.armed();
  });
  await picture('ledger', 'zhou', async (page) => {
    const ledger = new LedgerScreen(page);
    await ledger.open();
    await ledger.row('春耕').click();
    await ledger.sheet().getByText('与登记中心一致').waitFor();
  });
  await picture('verify', 'zhou', async (page) => {
    const verify = new VerifyScreen(page);
    await verify.open();
    const sealed = path.join(station.folder, demoNames.station, 'sealed');
    const name = readdirSync(sealed).find((each) => each.endsWith('.pdf'))!;
    await verify.drop({ name, bytes: new Uint8Array(readFileSync(path.join(sealed, name))) });
    await verify.verdict().waitFor();
    await drawn(page);
  });
  await picture('statistics', 'lu', async (page) => {
    await goTo(page, '#/statistics');
    await page.locator('.sk-statistics-rules').waitFor();
  });
} finally {
  await screen.close();
  await station.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
