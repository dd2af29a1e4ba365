import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { demoUnit } from '#main/app/demo/demo-people.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { reviewAndMake, type Ticket } from '#test/support/first-start.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';
import { SetUpScreen } from './pages/set-up.ts';
import { openOffice } from './support/office.ts';
import { cutOff, settle } from './support/page-checks.ts';
import { seriousFaults, shoot } from './support/screen.ts';

const password = '首次启动-密码9';
const userPin = 'Zr4custody86';

// No mouse in this file, and 大字: whoever sets a station up may have neither hand nor eyes for anything else.

describe('the first start by keyboard alone, in large type', () => {
  let registry: RegistryProcess;
  const office = openOffice({ isEmpty: true });
  let page: Page;
  let setUp: SetUpScreen;
  let ticket: Ticket;

  beforeAll(async () => {
    registry = await startRegistry();
    const { administration } = registryContract;
    await registry.as('admin').call(administration.createUnit, demoUnit);
    ticket = await registry.as('admin').call(administration.createEnrolmentCode, { unit: demoUnit.code });
    page = await office.screen.open({ size: 'large' });
    setUp = new SetUpScreen(page);
  });
  afterAll(() => registry?.remove());

  /** Name of what has the focus, as its label or its words say it. */
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const labels = [...(element?.labels ?? [])].map((label) => label.textContent);
      return [element?.getAttribute('aria-label') ?? '', ...labels, element?.textContent ?? ''].join(' ').trim();
    });
  /** Walks with the Tab key to the first thing of this name. */
  async function tabTo(name: RegExp): Promise<void> {
    for (let steps = 0; steps < 60; steps += 1) {
      if (name.test(await focused())) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the Tab key does not lead to ${String(name)}`);
  }
  async function press(name: RegExp): Promise<void> {
    await tabTo(name);
    await page.keyboard.press('Enter');
  }
  /** One value after another, as the Tab key comes to the fields; null leaves a field as it is. */
  async function type(values: readonly (string | null)[]): Promise<void> {
    for (const value of values) {
      if (value !== null) await page.keyboard.insertText(value);
      await page.keyboard.press('Tab');
    }
  }
  async function signIn(account: string): Promise<void> {
    await tabTo(/^账号$/);
    await type([account]);
    await page.keyboard.insertText(password);
    await page.keyboard.press('Enter');
    await setUp.button('锁定').waitFor();
  }
  /** Enter does nothing until the button is armed. */
  async function pressArmed(name: string): Promise<void> {
    await setUp.button(name).and(page.locator('[aria-disabled="false"]')).last().waitFor();
    await press(new RegExp(`^${name}`));
  }
  async function look(name: string): Promise<void> {
    await settle(page);
    await shoot(page, `first-${name}-large`);
    expect([name, await cutOff(page)]).toEqual([name, []]);
    expect([name, await seriousFaults(page)]).toEqual([name, []]);
  }

  it('enrols the computer', async () => {
    await setUp.title('按哪一份制度管理印章？').waitFor();
    await page.keyboard.press('Space');
    await look('1-regulation');
    await page.keyboard.press('Enter');

    await setUp.title('登记中心在哪里？').waitFor();
    await tabTo(/登记中心地址/);
    await page.keyboard.insertText(registry.url);
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '根摘要' }).waitFor();
    await tabTo(/两边读出的摘要一致/);
    await page.keyboard.press('Space');
    await look('2-registry');
    await press(/^下一步/);

    await setUp.title('登记中心给本机的编号和注册码').waitFor();
    await type([ticket.station]);
    await page.keyboard.insertText(ticket.code);
    await look('3-station');
    await page.keyboard.press('Enter');

    await setUp.title('三名管理员').waitFor();
    for (const name of ['何文涛', '罗静', '冯国平']) await type([name, null, '信息中心', null, password, password]);
    await look('4-administrators');
    await press(/^注册本机/);
    await setUp.title(/^本机已注册为/).waitFor();
    await look('5-door');
  });

  it('adds the people', async () => {
    await signIn('system');
    for (const [role, name, account] of [
      ['经办人', '林晓棠', 'lin'],
      ['批准人', '贺志远', 'he'],
      ['保管人', '周敏芝', 'zhou'],
    ] as const) {
      await press(new RegExp(`增加${role}$`));
      await page.locator('.sk-setup-new').waitFor();
      await type([name, account]);
      await page.keyboard.press('ControlOrMeta+A');
      await type(['办公室', null, password]);
      await page.keyboard.insertText(password);
      if (role === '保管人') await look('5-people');
      await page.keyboard.press('Enter');
      await page.locator('.sk-setup-role').filter({ hasText: name }).waitFor();
    }
    await press(/^下一步/);
  });

  it('applies for a seal and writes it onto the key', async () => {
    await setUp.title('选密钥，申请印章').waitFor();
    await tabTo(/管理员口令$/);
    await type(['Qx7officer31', 'Qx7officer31', userPin, userPin]);
    await tabTo(/实物印章备案号/);
    await page.keyboard.insertText('410799-2019-0007');
    await look('6-seal');
    await tabTo(/演示用单位章/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await look('6-impression');
    await pressArmed('初始化密钥并申请印章');
    await setUp.patience('正在等登记中心审核').waitFor({ timeout: 120_000 });
    await look('7-applied');
    await reviewAndMake(registry, await setUp.fact('申请编号'));
    await setUp.patience('印章已制作好').waitFor();
    await press(/^把印章写入密钥/);
    await setUp.pinDialog().waitFor();
    expect(await focused()).toContain('输入密钥口令');
    await page.keyboard.insertText(userPin);
    await look('7-pin');
    await setUp.pinDialog().locator('[aria-disabled="false"]').waitFor();
    await page.keyboard.press('Enter');
    await setUp.patience(/^印章已在密钥里/).waitFor();
    await look('7-on-key');
    expect(office.screen.complaints()).toEqual([]);
  });
});
