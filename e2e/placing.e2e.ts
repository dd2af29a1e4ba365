import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { canRun } from '#test/support/foreign-programs.ts';
import { renderPage } from '#test/support/pdf-stamping.ts';
import { cutOut, likeness, sealInk, smaller } from './support/seal-picture.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { ApproveScreen } from './pages/approve.ts';
import { RequestScreen } from './pages/request.ts';
import { lock, signIn } from './pages/sign-in.ts';
import { StampScreen } from './pages/stamp.ts';
import { openOffice } from './support/office.ts';
import { seriousFaults, shoot } from './support/screen.ts';

/** As for the golden pictures: two of their dots. */
const toleranceMm = 0.8;
const office = openOffice();
let page: Page;
let request: RequestScreen;

/** Upright, across, turned and small: four pages, four sizes as shown. */
const mixed = {
  name: '补充协议.pdf',
  bytes: pdfDocument([{}, { mediaBox: [0, 0, 842, 595] }, { rotate: 90 }, { mediaBox: [0, 0, 420, 595] }]),
};
const ofd = {
  name: '许可决定书.ofd',
  bytes: new Uint8Array(readFileSync(path.join(programFiles.samples, '许可决定书.ofd'))),
};

beforeEach(async () => {
  page = await office.enter('lin');
  request = new RequestScreen(page);
  await request.open();
});
afterEach(() => {
  expect(office.screen.complaints()).toEqual([]);
});

async function dropOne(file: typeof mixed): Promise<void> {
  await request.drop([file]);
  await request.drawnSheet(1).waitFor();
  await page.locator('[data-place]').first().waitFor();
}

/** The custodian stamps what was approved and saves it. @param picture of the checks, where one is wanted */
async function stampedFile(title: string, picture?: string): Promise<string> {
  await lock(page);
  await signIn(page, 'zhou');
  const stamp = new StampScreen(page);
  await stamp.open(title);
  if (picture !== undefined) await shoot(page, picture);
  await stamp.stamp();
  const entryNo = await stamp.stampedAs();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '另存一份' }).click();
  const file = path.join(office.station.folder, `${entryNo}.pdf`);
  await (await download).saveAs(file);
  return file;
}

/** In the page: takes away what the screen shows around a seal that is being placed. */
function bareSeal(): void {
  document.querySelector('.sk-stamp-chosen')?.classList.remove('sk-stamp-chosen');
  const around = document.querySelectorAll<HTMLElement>('.sk-stamp-corner, .sk-stamp-readout, .sk-stamp-line');
  for (const one of around) one.style.visibility = 'hidden';
}

const dialog = (): Locator => page.getByRole('dialog', { name: '其他盖法' });
const openWays = async (kind: string): Promise<void> => {
  await page.getByRole('button', { name: '其他盖法' }).click();
  await dialog().getByText(kind, { exact: true }).click();
};

/** Right edge of each slice and of the sheet it lies on, in pixels of the screen. */
async function sliceEdges(sheet: number): Promise<{ slice: number; paper: number; width: number }> {
  await page.getByLabel('页码，填写后按回车跳转').fill(String(sheet));
  await page.getByLabel('页码，填写后按回车跳转').press('Enter');
  const paper = page.locator(`[data-page="${sheet}"][data-drawn="true"]`);
  await paper.waitFor();
  const slice = await paper.locator('[data-slice]').boundingBox();
  const box = await paper.boundingBox();
  return { slice: slice!.x + slice!.width, paper: box!.x + box!.width, width: slice!.width / box!.width };
}

describe('a single seal', () => {
  it('is turned, lightened and given a line of text by itself, and what is shown is what is asked for', async () => {
    await dropOne(mixed);
    await page.getByRole('button', { name: '样式' }).click();
    const look = page.getByRole('group', { name: '旋转、墨色和附加文字' });
    await look.getByLabel('顺时针旋转').fill('15');
    await look.getByLabel('不透明度').fill('60');
    await look.getByLabel('印章下方的文字').fill('2026年11月28日');
    await page.locator('.sk-stamp-text').first().getByText('2026年11月28日').waitFor();
    const picture = page.locator('[data-place] img').first();
    expect(await picture.evaluate((image) => [image.style.rotate, image.style.opacity])).toEqual(['15deg', '0.6']);
    await page.getByText('旋转 15 度，浓度 60%，附文字“2026年11月28日”。').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'placing-look');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await shoot(page, 'placing-look-1920');
    await request.field('文件题名').fill('一处样式');
    await request.field('用印事由').fill('验证样式');
    await request.submitButton().click();
    await request.submitted();
    const [asked] = await (await office.colleague.as('he')).approvals.list({ state: 'in-review' });
    const { draft } = await (await office.colleague.as('he')).approvals.get({ requestId: asked!.requestId });
    expect(draft.placements).toMatchObject([
      { rotation: 15, opacity: 0.6, text: { value: '2026年11月28日', heightMm: 3.5 } },
    ]);
  });
});

describe.skipIf(!canRun('pdftoppm'))('a seal that is dragged, turned, lightened and given a line of text', () => {
  it('lies in the stamped file, as poppler draws it, where and how the screen showed it', async () => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await dropOne({ name: '样式对照.pdf', bytes: pdfDocument([{}]) });
    const box = (await request.seal(1).boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const before = await request.position();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 90, y - 120, { steps: 6 });
    await page.mouse.up();
    await page.getByRole('button', { name: '样式' }).click();
    const look = page.getByRole('group', { name: '旋转、墨色和附加文字' });
    await look.getByLabel('顺时针旋转').fill('30');
    await look.getByLabel('不透明度').fill('50');
    await look.getByLabel('印章下方的文字').fill('2026年11月28日');
    await page.getByText('旋转 30 度，浓度 50%，附文字“2026年11月28日”。').first().waitFor();
    await page.getByRole('button', { name: '样式' }).click();
    await request.field('文件题名').fill('样式对照');
    await request.field('用印事由').fill('核对样式与成文');
    const place = await request.position();
    expect(before.left - place.left).toBeGreaterThan(10);
    await page.evaluate(bareSeal);
    const shown = PNG.sync.read(await page.locator('[data-page="1"][data-drawn="true"]').screenshot());
    await request.submitButton().click();
    await request.submitted();

    await lock(page);
    await signIn(page, 'he');
    const approve = new ApproveScreen(page);
    await approve.open('样式对照');
    await approve.readAll();
    await approve.agreeButton().click();
    await approve.confirm('同意');
    const file = await stampedFile('样式对照');

    // As many dots as the screen showed, on a page of 595 points.
    const dotsPerInch = shown.width / (595 / 72);
    const drawn = smaller(renderPage(new Uint8Array(readFileSync(file)), 1, 4 * dotsPerInch), 4);
    const pageMm = (595 / 72) * 25.4;
    // The seal is 42 mm wide; turned, its corners reach further, and the text lies below.
    const part = { left: place.left - 10, top: place.top - 10, width: 62, height: 74 };
    const [screen, poppler] = [cutOut(shown, pageMm, part), cutOut(drawn, pageMm, part)];
    writeFileSync(path.join(import.meta.dirname, '.screenshots', 'placing-shown.png'), PNG.sync.write(screen));
    writeFileSync(path.join(import.meta.dirname, '.screenshots', 'placing-stamped.png'), PNG.sync.write(poppler));
    const [asShown, asStamped] = [sealInk(screen, part.width), sealInk(poppler, part.width)];
    for (const side of ['left', 'top', 'right', 'bottom'] as const) {
      expect(Math.abs(asShown[side] - asStamped[side]), side).toBeLessThan(toleranceMm);
    }
    // Half of the ink, or all of it, would be half or twice as much.
    expect(Math.abs(asShown.amount / asStamped.amount - 1)).toBeLessThan(0.1);
    expect(likeness(screen, poppler)).toBeGreaterThan(0.9);
    // The line below is in the same ink; its letters are of another font on the screen.
    const line = { left: place.left, top: place.top + 45, width: 42, height: 12 };
    const [lineShown, lineStamped] = [shown, drawn].map((one) => sealInk(cutOut(one, pageMm, line), line.width).amount);
    expect(Math.abs(lineShown! / lineStamped! - 1)).toBeLessThan(0.3);
  });
});

describe('a straddle seal over pages of several sizes', () => {
  it('is asked for, approved, stamped and found valid, with its slices where they were shown', async () => {
    await dropOne(mixed);
    await page.getByRole('button', { name: '删除这一处印章' }).click();
    await openWays('骑缝章');
    await dialog().getByText('共 4 条，合成 1 枚印章').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'placing-straddle-dialog');
    await dialog().getByRole('button', { name: '盖 4 处' }).click();
    await page.getByText('骑缝章，第 1-4 页右侧，共 1 枚').waitFor();
    for (const sheet of [1, 2, 3, 4]) {
      const { slice, paper } = await sliceEdges(sheet);
      expect(Math.abs(slice - paper)).toBeLessThan(1);
    }
    await shoot(page, 'placing-straddle-request');
    expect(await seriousFaults(page)).toEqual([]);
    await request.field('文件题名').fill('补充协议');
    await request.field('用印事由').fill('签订良种补贴补充协议');
    await request.submitButton().click();
    await request.submitted();

    await lock(page);
    await signIn(page, 'he');
    const approve = new ApproveScreen(page);
    await approve.open('补充协议');
    await approve.readAll();
    await shoot(page, 'placing-straddle-approve');
    expect(await approve.agreeButton().innerText()).toContain('第 1-4 页右侧骑缝');
    await approve.agreeButton().click();
    await approve.confirm('同意');

    const file = await stampedFile('补充协议', 'placing-straddle-stamp');
    expect((await office.colleague.verify(file)).verdict).toBe('valid');
    await shoot(page, 'placing-straddle-done');
  });

  it('is refused in words where its slices would be too thin', async () => {
    await dropOne(mixed);
    await openWays('骑缝章');
    await dialog().getByLabel('每枚最多跨几页').fill('4');
    await dialog().getByLabel('每条最少').fill('15');
    await dialog().getByText('骑缝章分得太窄，印出来看不清。').waitFor();
    expect(await dialog().getByRole('button', { name: /^盖/ }).isDisabled()).toBe(true);
    await shoot(page, 'placing-too-thin');
  });
});

describe('a seal at a text', () => {
  it('is found in an OFD, warned of where it lies over another seal, and kept as a template', async () => {
    await dropOne(ofd);
    await openWays('按文字');
    await dialog().getByLabel('要找的文字').fill('农业农村局');
    await dialog().getByRole('button', { name: '查找' }).click();
    await dialog()
      .getByText(/^找到 \d+ 处/)
      .waitFor();
    await dialog().getByLabel('向下偏').fill('10');
    await shoot(page, 'placing-keyword-dialog');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog()
      .getByRole('button', { name: /^盖 \d+ 处$/ })
      .click();
    await page
      .getByText(/“农业农村局”处/)
      .first()
      .waitFor();
    await page.getByText('第 1 页的印章互相压盖，请核对。').waitFor();
    await shoot(page, 'placing-keyword-request');

    await page.getByRole('button', { name: '常用盖法' }).click();
    await page.getByLabel('名称', { exact: true }).fill('落款处');
    await page.getByRole('button', { name: '存起来' }).click();
    await page.getByText('已存为“落款处”。').waitFor();
    await shoot(page, 'placing-templates');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '关闭', exact: true }).last().click();
    await page.getByRole('button', { name: /^删除：“农业农村局”处/ }).click();
    await page.getByRole('button', { name: '常用盖法' }).click();
    await page.getByRole('button', { name: '用这种盖法' }).click();
    await page
      .getByText(/“农业农村局”处/)
      .first()
      .waitFor();
    await request.field('用印事由').fill('作出农作物种子生产经营许可决定');
    await request.submitButton().click();
    await request.submitted();
  });
});
