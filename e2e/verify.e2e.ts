import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { alterAmount, noticeWithAmount } from '#test/support/altered-notice.ts';
import { authorityOfToday, sealDocument } from '#test/support/sealed-documents.ts';
import { VerifyScreen } from './pages/verify.ts';
import { openOffice } from './support/office.ts';
import { cutOff, settle } from './support/page-checks.ts';
import { seriousFaults, shoot, type Look } from './support/screen.ts';

const office = openOffice();
let page: Page;
let verify: VerifyScreen;

beforeEach(async () => {
  page = await office.enter('zhou');
  verify = new VerifyScreen(page);
  await verify.open();
});

const sample = (name: string): Uint8Array => readFileSync(path.join(programFiles.samples, name));

/** A file the office has sealed. */
function sealed(extension: '.pdf' | '.ofd'): Uint8Array {
  const folder = path.join(office.station.data, 'sealed');
  const name = readdirSync(folder).find((each) => each.endsWith(extension))!;
  return readFileSync(path.join(folder, name));
}

/** One letter of the comment that makes the document another one: under the seal, and nothing a reader shows. */
function changed(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf('% 关于');
  expect(at).toBeGreaterThan(0);
  copy[at + 2]! ^= 1;
  return copy;
}

describe('somebody who doubts a document', () => {
  it('is told what is genuine, with the seal outlined on its page', async () => {
    await verify.drop({ name: '通知.pdf', bytes: sealed('.pdf') });
    await verify.verdict().getByText('真实有效', { exact: true }).waitFor();
    await verify.outlines().first().waitFor();
    await settle(page);
    expect(await page.getByText('8 项为真').count()).toBe(1);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);
    await shoot(page, 'verify-valid');
  });

  it('is told that a document was changed after it was sealed, and where the evidence is', async () => {
    await verify.drop({ name: '改过的通知.pdf', bytes: changed(sealed('.pdf')) });
    await verify.verdict().getByText('无效：签章后已被改动').waitFor();
    await verify.sentence().getByText('不要按现在的内容办理').waitFor();
    const ground = verify.ground('盖章那一版');
    await ground.getByText('文件内容：文件内容在签章后被改动').first().waitFor();
    await ground.getByText('盖章时的摘要').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'verify-changed');
  });

  it('sees the bytes that were added behind the seal', async () => {
    const bytes = Buffer.concat([sealed('.pdf'), Buffer.from('% more\n')]);
    await verify.drop({ name: '追加.pdf', bytes });
    await verify.verdict().getByText('无效：签章后已被改动').waitFor();
    await verify.ground('盖章以后的改动').getByText('盖章后追加 7 字节').first().waitFor();
    await shoot(page, 'verify-appended');
  });

  it('sees what stood in the notice when it was sealed, what stands there now, and where (U-VER-3)', async () => {
    const base = await sealDocument(authorityOfToday(), noticeWithAmount(), { seal: { createdAt: new Date() } });
    await verify.drop({ name: '补助资金通知.pdf', bytes: alterAmount(base) });
    await verify.verdict().getByText('无效：签章后已被改动').waitFor();
    const words = page.getByRole('table', { name: '改动的文字' });
    await words.getByText('128.60万元').waitFor();
    await words.getByText('182.60万元').waitFor();
    await verify.ground('盖章以后的改动').getByText('页面正文，对象 5').waitFor();
    await page.getByText('第 2 页受印章保护').waitFor();
    await page.getByRole('img', { name: '改动 1：现在的内容' }).waitFor();
    await settle(page);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);
    await shoot(page, 'verify-coverage');
    await page.getByText('盖章时的样子', { exact: true }).click();
    await page.getByRole('img', { name: '改动 1：盖章时的内容' }).waitFor();
    await page.locator('[data-page="1"][data-drawn="true"]').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'verify-coverage-sealed');
  });

  it('is told that nobody here knows the maker of a seal, and that its name is a claim', async () => {
    const bytes = await sealDocument(authorityOfToday(), sample('许可决定书.ofd'), { seal: { createdAt: new Date() } });
    await verify.drop({ name: '外地许可.ofd', bytes });
    await verify.verdict().getByText('不能确认：不认识制章单位').waitFor();
    await verify.ground('盖章的单位').getByText('印章自称').waitFor();
    await verify.ground('印章是谁制发的').getByText('制章者不在信任清单中').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'verify-unknown-maker');
  });

  it('is told that a document bears no seal, and that a broken one cannot be read', async () => {
    const broken = sample('许可决定书.ofd');
    await verify.drop(
      { name: '没有盖章.pdf', bytes: sample('通知.pdf') },
      { name: '传坏了.ofd', bytes: broken.subarray(0, broken.length / 2) },
    );
    await verify.verdict().getByText('没有签章').waitFor();
    await verify.files().filter({ hasText: '无法读取' }).click();
    await page.getByText('DOC_BROKEN').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shoot(page, 'verify-several');
  });

  it.each(['通知.pdf', '许可决定书.ofd'])(
    'asks a stamp on the page whose it is, with mouse and keyboard (%s)',
    async (name) => {
      const authority = authorityOfToday();
      const seal = { createdAt: new Date() };
      const place = { page: 1, xMm: 120, yMm: 200, widthMm: 40, heightMm: 40 };
      const once = await sealDocument(authority, sample(name), { seal, placements: [{ ...place, xMm: 20 }] });
      const bytes = await sealDocument(authority, once, { seal, placements: [place] });
      await verify.drop({ name, bytes });
      await verify.outlines().nth(1).waitFor();
      await verify.outlines().nth(1).click();
      const lines = page
        .getByRole('list')
        .filter({ has: page.locator('.sk-verify-signature') })
        .getByRole('button');
      expect(await lines.nth(1).getAttribute('aria-current')).toBe('true');
      expect(await verify.outlines().nth(1).getAttribute('aria-pressed')).toBe('true');
      await settle(page);
      expect(await seriousFaults(page)).toEqual([]);
      await shoot(page, `verify-stamp-chosen-${name.slice(-3)}`);
      await verify.outlines().nth(0).focus();
      await page.keyboard.press('Enter');
      expect(await lines.nth(0).getAttribute('aria-current')).toBe('true');
    },
  );

  it('may keep what was found as a file', async () => {
    await verify.drop({ name: '许可.ofd', bytes: sealed('.ofd') });
    await verify.verdict().getByText('真实有效', { exact: true }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '存为数据（JSON）' }).click();
    const saved = await download;
    const file = path.join(office.station.folder, saved.suggestedFilename());
    await saved.saveAs(file);
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { fileName: string; report: { verdict: string } };
    const shape = { format: 'sealkeeper.verification-report', version: 1, fileName: '许可.ofd' };
    expect(kept).toMatchObject({ ...shape, report: { verdict: 'valid', format: 'OFD' } });
    const onPaper = page.waitForEvent('download');
    await page.getByRole('button', { name: '保存验章结果' }).click();
    const paper = path.join(office.station.folder, 'record.pdf');
    await (await onPaper).saveAs(paper);
    expect(readFileSync(paper).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('a verdict', () => {
  const looks: readonly (Look & { readonly name: string })[] = [
    { name: '1920', width: 1920, height: 1080 },
    { name: 'large', size: 'large' },
    { name: 'dark', theme: 'dark' },
    { name: 'contrast', theme: 'contrast' },
    { name: '1024', width: 1024, height: 600 },
    { name: '683', width: 683, height: 384 },
  ];

  it.each(looks)('can be read and reached in the look of $name', async ({ name, ...look }) => {
    const shown = await office.open(look);
    const inLook = new VerifyScreen(shown);
    await inLook.open();
    await inLook.drop({ name: '改过的通知.pdf', bytes: changed(sealed('.pdf')) });
    await inLook.verdict().getByText('无效：签章后已被改动').waitFor();
    await settle(shown);
    expect(await cutOff(shown)).toEqual([]);
    expect(await seriousFaults(shown)).toEqual([]);
    await shoot(shown, `verify-changed-${name}`);
    await shown.context().close();
  });
});

describe('somebody who is not signed in', () => {
  it('may verify all the same, and sees the pages', async () => {
    const visitor = await office.open();
    const door = new VerifyScreen(visitor);
    await door.open();
    await shoot(visitor, 'verify-empty');
    expect(await seriousFaults(visitor)).toEqual([]);
    await door.drop({ name: '通知.pdf', bytes: sealed('.pdf') });
    await door.verdict().getByText('真实有效', { exact: true }).waitFor();
    await visitor.locator('[data-page][data-drawn="true"]').first().waitFor();
  });
});
