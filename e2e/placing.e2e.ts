import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { ApproveScreen } from './pages/approve.ts';
import { RequestScreen } from './pages/request.ts';
import { lock, signIn } from './pages/sign-in.ts';
import { StampScreen } from './pages/stamp.ts';
import { openOffice } from './support/office.ts';
import { seriousFaults, shoot } from './support/screen.ts';

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

    await lock(page);
    await signIn(page, 'zhou');
    const stamp = new StampScreen(page);
    await stamp.open('补充协议');
    await shoot(page, 'placing-straddle-stamp');
    await stamp.stamp();
    const entryNo = await stamp.stampedAs();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '另存一份' }).click();
    const file = path.join(office.station.folder, `${entryNo}.pdf`);
    await (await download).saveAs(file);
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
