import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { RequestScreen } from './pages/request.ts';
import { lock, signIn } from './pages/sign-in.ts';
import { openOffice } from './support/office.ts';
import { seriousFaults, shoot } from './support/screen.ts';

const office = openOffice();
let page: Page;
let request: RequestScreen;

const sample = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(path.join(programFiles.samples, name))) });
const pdf = sample('通知.pdf');
const ofd = sample('许可决定书.ofd');

beforeEach(async () => {
  page = await office.enter('lin');
  request = new RequestScreen(page);
  await request.open();
});

/** Drops one file and waits for its first page and its seal. */
async function dropOne(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<void> {
  await request.drop([file]);
  await request.drawnSheet(1).waitFor();
  await page.locator('[data-place]').first().waitFor();
}

/** Text of the status sentence below the document. */
const words = (): Promise<string> => page.locator('.sk-place-words').innerText();

/** Walks with the Tab key until something by this name has the focus. */
async function tabTo(name: RegExp): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement: element } = document;
      const labelled = element?.id ? document.querySelector(`label[for="${element.id}"]`)?.textContent : '';
      return element?.getAttribute('aria-label') ?? (labelled || element?.textContent) ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`the Tab key does not lead to ${String(name)}`);
}

describe('a handler', () => {
  it('drops a PDF, moves the seal by the keyboard to a tenth of a millimetre, and submits', async () => {
    await dropOne(pdf);
    const first = await request.position();
    const seal = request.seal(first.page);
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowUp'])
      await seal.press(key);
    const moved = await request.position();
    expect(moved.left).toBeCloseTo(first.left - 2 + 0.1, 5);
    expect(moved.top).toBeCloseTo(first.top + 1 - 0.1, 5);
    await request.field('用印事由').fill('印发全县种子市场专项检查通知');
    await shoot(page, 'journey-request-pdf');
    expect(await seriousFaults(page)).toEqual([]);
    await request.submitButton().click();
    const approvalId = await request.submitted();
    expect(approvalId).toMatch(/^审〔\d{4}〕\d+号$/);
    await page.getByRole('button', { name: '看我的申请' }).click();
    await request.own(approvalId).getByText('等贺志远审批').waitFor();
  });

  it('drops an OFD and stamps two places of it', async () => {
    await dropOne(ofd);
    expect(await words()).toContain('压在署名和日期上');
    await page.getByRole('button', { name: '在本页加一处印章' }).click();
    await request.seal(1, 2).waitFor();
    expect(await words()).not.toContain('署名');
    await page.getByText('第 2 处，共 2 处').waitFor();
    await request.field('用印事由').fill('作出农作物种子生产经营许可决定');
    await request.submitButton().click();
    await request.submitted();
  });

  it('drags the seal with the mouse, and it holds to the line of the signature', async () => {
    await dropOne(ofd);
    const before = await request.position();
    const box = (await request.seal(1).boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y - 80, { steps: 6 });
    const far = await request.position();
    expect(far.left).toBeLessThan(before.left - 10);
    await page.mouse.move(x + 3, y - 80, { steps: 6 });
    const held = await request.position();
    await page.mouse.up();
    expect(held.left).toBe(before.left);
    expect(held.top).toBeLessThan(before.top - 10);
    await page.locator('.sk-stamp-line-x').waitFor();
  });

  it('is told what is missing, in its place, and offered the proper document number', async () => {
    await dropOne(pdf);
    await request.field('文件题名').fill('');
    await request.field('文号').fill('青农发[2026]18号');
    await request.submitButton().click();
    await page.getByText('请填写文件题名').waitFor();
    await page.getByText('请填写用印事由').waitFor();
    await page.getByText('文号应当用六角括号：青农发〔2026〕18号').waitFor();
    await page.getByRole('button', { name: '改正' }).click();
    expect(await request.field('文号').inputValue()).toBe('青农发〔2026〕18号');
  });

  it('finds the draft again after the screen was locked', async () => {
    await dropOne(pdf);
    await request.field('用印事由').fill('写到一半的事由');
    await page.getByText(/^草稿已存/).waitFor();
    await lock(page);
    await signIn(page, 'lin');
    await request.drawnSheet(1).waitFor();
    expect(await request.field('用印事由').inputValue()).toBe('写到一半的事由');
    await page.getByRole('button', { name: '换一份文件' }).click();
    await page
      .getByRole('button', { name: /^继续填写/ })
      .first()
      .click();
    expect(await request.field('用印事由').inputValue()).toBe('写到一半的事由');
  });

  it('is told why a file was not taken, while the others are', async () => {
    const text = { name: '说明.pdf', bytes: new TextEncoder().encode('not a document') };
    await request.drop([text, ofd]);
    await request.drawnSheet(1).waitFor();
    await page.getByRole('button', { name: '换一份文件' }).click();
    const refused = request.own('说明.pdf');
    await refused.getByText('DOC_FORMAT_UNKNOWN').waitFor();
    expect(await refused.innerText()).toContain('无法识别该文件的格式');
  });

  it('is told of a refusal with its opinion, and mends the request', async () => {
    const notice = request.own('退回：');
    await notice.first().waitFor();
    expect(await notice.first().innerText()).toContain('请补充活动方案和经费来源后重新提交');
    await notice
      .first()
      .getByRole('button', { name: /^改好重新提交/ })
      .click();
    await request.drawnSheet(1).waitFor();
    expect(await request.field('文件题名').inputValue()).toBe('关于举办种子展销活动的函');
    await request.submitButton().click();
    await request.submitted();
  });
});

describe('a handler with nothing but a keyboard', () => {
  it('turns pages, puts the seal on another page, fills in the register and submits', async () => {
    const chooser = page.waitForEvent('filechooser');
    await tabTo(/^选择文件$/);
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(path.join(programFiles.samples, pdf.name));
    await request.drawnSheet(1).waitFor();
    await page.locator('[data-place]').first().waitFor();
    const first = await request.position();

    await tabTo(/^印章，第 \d+ 页第 1 处/);
    const other = first.page === 1 ? 2 : 1;
    // The seal takes the focus along: nobody has to wait between two keys.
    await page.keyboard.press(first.page === 1 ? 'PageDown' : 'PageUp');
    await page.keyboard.press('Shift+ArrowLeft');
    expect((await request.position()).page).toBe(other);
    await page.keyboard.press(first.page === 1 ? 'PageUp' : 'PageDown');
    await page.keyboard.press('Shift+ArrowLeft');
    expect((await request.position()).page).toBe(first.page);
    expect((await request.position()).left).toBeCloseTo(first.left - 0.2, 5);

    // And keeps it where the view goes elsewhere.
    await page.mouse.move(683, 400);
    await page.mouse.wheel(0, first.page === 1 ? 20_000 : -20_000);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await request.position()).left).toBeCloseTo(first.left - 0.1, 5);

    await tabTo(/^用印事由$/);
    await page.keyboard.type('印发种子市场专项检查通知');
    await tabTo(/^文号$/);
    await page.keyboard.type('青农发〔2026〕18号');
    await tabTo(/^提交给贺志远审批$/);
    await page.keyboard.press('Enter');
    expect(await request.submitted()).not.toBe('');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/已提交/);
  });

  it('takes the seal through a long document as quickly as keys come', async () => {
    await dropOne({ name: '汇编.pdf', bytes: pdfDocument(Array.from({ length: 12 }, () => ({}))) });
    const first = await request.position();
    expect(first.page).toBe(1);
    await request.seal(1).focus();
    await page.evaluate(
      async (keys) => {
        for (const key of keys) {
          const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
          document.activeElement?.dispatchEvent(event);
          // What follows from a key is drawn when its task ends, as with a key of the keyboard.
          await Promise.resolve();
        }
      },
      [...Array<string>(10).fill('PageDown'), 'ArrowLeft', 'PageUp', 'ArrowUp'],
    );
    const last = await request.position();
    expect(last).toEqual({ page: 10, left: first.left - 1, top: first.top - 1 });
    await request.drawnSheet(10).waitFor();
    await expect.poll(() => request.seal(10).isVisible()).toBe(true);
    await shoot(page, 'journey-request-keys');
    await request.seal(10).press('Delete');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^页面/);
  });

  it('moves through the viewer: pages, zoom, search', async () => {
    await dropOne(pdf);
    await page.getByRole('group', { name: /^页面/ }).focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.getByLabel(/^页码/).inputValue()).not.toBe('1');
    await page.keyboard.press('Home');
    await expect.poll(() => page.getByLabel(/^页码/).inputValue()).toBe('1');
    await page.keyboard.press('+');
    await page.keyboard.press('0');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('种子');
    await page.getByText(/^第 1 处，共 \d+ 处$/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^第 2 处，共 \d+ 处$/).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('查找文字');
  });
});

describe('the request page', () => {
  it.each([
    { width: 1366, height: 768, size: 'standard', theme: 'light' },
    { width: 1920, height: 1080, size: 'standard', theme: 'light' },
    { width: 1024, height: 600, size: 'standard', theme: 'light' },
    { width: 1366, height: 768, size: 'large', theme: 'light' },
    { width: 1366, height: 768, size: 'standard', theme: 'dark' },
    { width: 1366, height: 768, size: 'standard', theme: 'contrast' },
  ] as const)('has no serious fault of accessibility at $width×$height $size $theme', async (look) => {
    const other = await office.open(look);
    const there = new RequestScreen(other);
    await signIn(other, 'lin');
    await there.open();
    await other.getByText('我的申请').first().waitFor();
    const name = `${look.width}-${look.size}-${look.theme}`;
    await shoot(other, `request-start-${name}`);
    expect(await seriousFaults(other)).toEqual([]);
    await there.drop([pdf]);
    await there.drawnSheet(1).waitFor();
    await other.locator('[data-place]').first().focus();
    await shoot(other, `request-editor-${name}`);
    expect(await seriousFaults(other)).toEqual([]);
  });

  it('left no complaint in the console of the browser on all these ways', () => {
    expect(office.screen.complaints()).toEqual([]);
  });
});
