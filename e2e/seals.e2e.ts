import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { demoPassword, demoPin } from '#main/app/demo/demo-people.ts';
import { signIn } from './pages/sign-in.ts';
import { StampScreen } from './pages/stamp.ts';
import { openOffice } from './support/office.ts';
import { approvedOne } from './support/requests.ts';
import { seriousFaults, shoot } from './support/screen.ts';

const office = openOffice();
let page: Page;

beforeEach(async () => {
  page = await office.enter('zhou');
  await page.getByRole('link', { name: '印章与密钥' }).click();
});

describe('the key of a seal', () => {
  it('gets another PIN after the old one, and says a wrong old one without trying again', async () => {
    await page.getByText('已用 0 天，限 90 天').waitFor();
    await page.getByRole('button', { name: '修改口令' }).click();
    const dialog = page.getByRole('dialog', { name: '修改密钥口令' });
    await dialog.getByLabel('原口令').fill('not-the-old-one');
    await dialog.getByLabel('新口令', { exact: true }).fill('Qinghe-7203');
    await dialog.getByLabel('再输入一次新口令').fill('Qinghe-7204');
    await dialog.locator('button[aria-disabled="false"]', { hasText: '修改口令' }).click();
    await dialog.getByText('两次输入的新口令不一样。').waitFor();
    await shoot(page, 'key-pin-change');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByLabel('再输入一次新口令').fill('Qinghe-7203');
    await dialog.locator('button[aria-disabled="false"]', { hasText: '修改口令' }).click();
    await page.getByText('口令不正确。').waitFor();
    await page.locator('.sk-key-card [aria-current="true"]', { hasText: '已输错过' }).waitFor();
    await shoot(page, 'key-pin-wrong');
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole('button', { name: '修改口令' }).click();
    await dialog.getByLabel('原口令').fill(demoPin);
    await dialog.getByLabel('新口令', { exact: true }).fill('Qinghe-7203');
    await dialog.getByLabel('再输入一次新口令').fill('Qinghe-7203');
    await dialog.locator('button[aria-disabled="false"]', { hasText: '修改口令' }).waitFor();
    await dialog.getByLabel('再输入一次新口令').press('Enter');
    await page.getByText('口令已修改，从今天重新计算。').waitFor();
    await shoot(page, 'key-pin-changed');
  });

  it('is tested with the new PIN, after the password', async () => {
    await page.getByRole('button', { name: '自检' }).click();
    const dialog = page.getByRole('dialog', { name: '密钥自检' });
    await dialog.getByLabel('您的登录密码').fill(demoPassword);
    await shoot(page, 'key-test');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: '下一步，输入口令' }).click();
    const pin = page.getByRole('dialog', { name: /输入密钥口令/ });
    await pin.getByLabel('输入密钥口令').fill('Qinghe-7203');
    await pin.locator('button[aria-disabled="false"]', { hasText: '自检 1 次' }).click();
    await page.getByText('自检通过：签名可用印章证书验证。').waitFor();
    await page.getByText(/\d 通过，驱动没有更换/).waitFor();
    await shoot(page, 'key-tested');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('shows the same in large letters', async () => {
    const large = await office.open({ size: 'large' });
    await signIn(large, 'zhou');
    await large.getByRole('link', { name: '印章与密钥' }).click();
    await large.getByRole('button', { name: '修改口令' }).waitFor();
    await shoot(large, 'seals-large');
    await large.getByRole('button', { name: '修改口令' }).click();
    await large.getByRole('dialog', { name: '修改密钥口令' }).waitFor();
    await shoot(large, 'key-pin-change-large');
  });
});

describe('seals and keys', () => {
  it('shows a seal as large as it is stamped', async () => {
    const picture = page.getByRole('img', { name: /^青禾县农业农村局 / });
    await picture.locator('img').waitFor();
    const { width } = (await picture.boundingBox())!;
    expect(width).toBeCloseTo((42 * 96) / 25.4, 0);
    await page.getByText('已插入').waitFor();
    await shoot(page, 'seals');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('shows it truer once the screen was calibrated with a card, and the certificate on demand', async () => {
    await page.getByRole('button', { name: '屏幕校准' }).click();
    const dialog = page.getByRole('dialog', { name: '屏幕校准' });
    const slider = dialog.getByRole('slider');
    const figure = dialog.getByRole('img', { name: '长 85.6 毫米的图形' });
    const before = (await figure.boundingBox())!.width;
    await slider.focus();
    for (let press = 0; press < 50; press += 1) await slider.press('ArrowRight');
    const after = (await figure.boundingBox())!.width;
    expect(after - before).toBeCloseTo(85.6 * 0.5, 0);
    await shoot(page, 'seals-calibrate');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: '一样大了，记住' }).click();
    const picture = page.getByRole('img', { name: /^青禾县农业农村局 / });
    const { width } = (await picture.boundingBox())!;
    expect(width).toBeCloseTo(42 * (96 / 25.4 + 0.5), 0);
    await page.getByRole('button', { name: '查看', exact: true }).click();
    await page.getByRole('dialog', { name: '签名证书' }).waitFor();
    await shoot(page, 'seals-certificate');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('stops a seal after one confirmation with a reason; nothing is stamped with it any more', async () => {
    const { requestId } = await approvedOne(office.station, office.colleague, '关于种子许可的决定', 'OFD');
    await page.getByRole('button', { name: /种子管理专用章/ }).click();
    await page.getByRole('button', { name: '紧急停用这枚印章…' }).click();
    const dialog = page.getByRole('dialog', { name: '紧急停用印章' });
    expect(await dialog.getByRole('button', { name: '停用这枚印章' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '口令可能被人知道' }).click();
    await shoot(page, 'seals-stop');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.locator('button[aria-disabled="false"]', { hasText: '停用这枚印章' }).click();
    await page.getByText('周敏芝，口令可能被人知道').waitFor();
    await shoot(page, 'seals-stopped');
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.getByRole('button', { name: '紧急停用这枚印章…' }).count()).toBe(0);

    const request = await (await office.colleague.as('he')).approvals.get({ requestId });
    expect(request).toMatchObject({ state: 'invalidated', invalidBecause: 'seal' });
    await page.evaluate((id) => (location.hash = `/stamp/${id}`), requestId);
    const stamp = new StampScreen(page);
    await stamp.contract().waitFor();
    expect(await stamp.beginButton().isDisabled()).toBe(true);
  });
});
