import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { demoUnit } from '#main/app/demo/demo-people.ts';
import { registryContract } from '#shared/registry/contract.ts';
import { deliver, reviewAndMake, type Ticket } from '#test/support/first-start.ts';
import { filesHolding } from '#test/support/files-holding.ts';
import { startRegistry, type RegistryProcess } from '#test/support/registry-process.ts';
import { sampleNotice } from '#test/support/screen-station.ts';
import { ApproveScreen } from './pages/approve.ts';
import { RequestScreen } from './pages/request.ts';
import { SetUpScreen, type TypedPerson } from './pages/set-up.ts';
import { lock, signIn } from './pages/sign-in.ts';
import { StampScreen } from './pages/stamp.ts';
import { openOffice } from './support/office.ts';
import { cutOff, settle } from './support/page-checks.ts';
import { seriousFaults, shoot } from './support/screen.ts';

const password = '首次启动-密码9';
const officerPin = 'Qx7officer31';
const userPin = 'Zr4custody86';
const typed = (name: string, account: string, dept = '办公室'): TypedPerson => ({ name, account, dept, password });

describe('the first start, from an empty folder to the first stamp', () => {
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
    page = await office.screen.open();
    setUp = new SetUpScreen(page);
  });
  afterAll(() => registry?.remove());

  /** Shot in three windows, and nothing wrong with it. */
  async function look(name: string): Promise<void> {
    await settle(page);
    await shoot(page, `first-${name}-1366`);
    expect([name, await cutOff(page)]).toEqual([name, []]);
    expect([name, await seriousFaults(page)]).toEqual([name, []]);
    for (const [width, height] of [
      [1920, 1080],
      [683, 384],
    ] as const) {
      await page.setViewportSize({ width, height });
      await settle(page);
      await shoot(page, `first-${name}-${width}`);
      expect([name, width, await cutOff(page)]).toEqual([name, width, []]);
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    await settle(page);
  }
  /** The window as it is after F5: nobody is signed in, and what was typed is still there. */
  async function reload(): Promise<void> {
    await page.reload();
    await settle(page);
  }

  it('leads from the door to the regulations', async () => {
    await setUp.title('按哪一份制度管理印章？').waitFor();
    expect(new URL(page.url()).hash).toBe('#/set-up');
    await look('1-regulation');
    await setUp.chooseRegulation('河南省安阳市');
  });

  it('compares the root digest before anything is sent', async () => {
    await setUp.title('登记中心在哪里？').waitFor();
    await page.getByLabel('登记中心地址').fill('http://127.0.0.1:9');
    await setUp.button('连接并取根摘要').click();
    const refusal = page.getByRole('alert').filter({ hasText: 'SYNC_NO_REGISTRY_THERE' });
    await refusal.waitFor();
    expect(await refusal.innerText()).toContain('（连接不上）');
    await look('2-registry-nobody');
    await setUp.connect(registry.url);
    expect(await setUp.shownDigest()).toBe(ticket.rootSm3);
    const next = setUp.button(/^下一步/);
    expect(await next.isDisabled()).toBe(true);
    const paper = page.getByLabel('纸上的根摘要');
    await paper.fill(`0000${ticket.rootSm3.slice(4)}`);
    await page.getByRole('alert').filter({ hasText: 'SYNC_ROOT_MISMATCH' }).waitFor();
    expect(await page.getByLabel('两边读出的摘要一致').isDisabled()).toBe(true);
    expect(await page.getByText('与纸上的不同').count()).toBe(1);
    await look('2-registry-other');
    await paper.fill(ticket.rootSm3.toUpperCase().replaceAll(/(.{4})/g, '$1 '));
    await page.getByText('与登记中心送来的完全一致').waitFor();
    expect(await next.isDisabled()).toBe(true);
    await page.getByLabel('两边读出的摘要一致').check();
    await look('2-registry');
    await reload();
    expect(await page.getByLabel('两边读出的摘要一致').isChecked()).toBe(true);
    await setUp.next();
  });

  it('asks for the number and the code, and keeps no code over a reload', async () => {
    await page.getByLabel('注册码', { exact: true }).fill('0000');
    await setUp.next();
    await page.getByText('注册码是四组').first().waitFor();
    await setUp.nameStation({ ...ticket, code: '2222-3333-4444-5555' });
    await setUp.title('三名管理员').waitFor();
    await reload();
    await setUp.title('登记中心给本机的编号和注册码').waitFor();
    expect(await page.getByLabel('工作站编号', { exact: true }).inputValue()).toBe(ticket.station);
    expect(await page.getByLabel('注册码', { exact: true }).inputValue()).toBe('');
    await look('3-station');
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('2222');
    await page.getByLabel('注册码', { exact: true }).fill('2222333344445555');
    await setUp.next();
  });

  it('takes three different persons, and says in place why the registry refuses', async () => {
    await setUp.fillAdministrator('系统管理员', typed('何文涛', 'system', '信息中心'));
    await setUp.fillAdministrator('安全管理员', typed('何文涛', 'system', '信息中心'));
    await setUp.fillAdministrator('审计员', typed('冯国平', 'audit', '监察室'));
    await setUp.button('注册本机，建立三员账号').click();
    await page.getByText('三个账号不能相同').first().waitFor();
    await look('4-administrators-same');
    await setUp.fillAdministrator('安全管理员', typed('罗静', 'security', '信息中心'));
    await setUp.button('注册本机，建立三员账号').click();
    await page.getByRole('alert').filter({ hasText: 'REGISTRY_ENROLMENT_REFUSED' }).waitFor();
    await look('4-administrators-refused');
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(password);
    await setUp.button('上一步').click();
    await page.getByLabel('注册码', { exact: true }).fill(ticket.code);
    await setUp.next();
    for (const [role, name, account] of [
      ['系统管理员', '何文涛', 'system'],
      ['安全管理员', '罗静', 'security'],
      ['审计员', '冯国平', 'audit'],
    ] as const) {
      await setUp.fillAdministrator(role, typed(name, account, '信息中心'));
    }
    await look('4-administrators');
    await setUp.button('注册本机，建立三员账号').click();
    await setUp.title(/^本机已注册为“青禾县农业农村局”/).waitFor();
    await look('5-door');
  });

  it('adds the people, role by role', async () => {
    await signIn(page, 'system', password);
    await setUp.title('还需要哪些人？').waitFor();
    expect(await setUp.button(/^下一步/).isDisabled()).toBe(true);
    await setUp.addPerson('经办人', typed('林晓棠', 'lin'));
    await setUp.addPerson('批准人', typed('贺志远', 'he'));
    await look('5-people');
    await setUp.addPerson('保管人', typed('周敏芝', 'zhou'));
    await reload();
    await signIn(page, 'system', password);
    await setUp.addPerson('主要负责人', typed('陆文焕', 'lu'));
    await look('5-people-all');
    await setUp.next();
  });

  it('erases the blank key and applies for the seal', async () => {
    await setUp.title('选密钥，申请印章').waitFor();
    await page.getByText('空白密钥', { exact: true }).waitFor();
    await setUp.fillPins(officerPin, officerPin);
    await setUp.pressArmed('初始化密钥并申请印章');
    await page.getByText('两个口令不能相同').first().waitFor();
    await look('6-seal-refused');
    await setUp.fillPins(officerPin, userPin);
    await page.getByLabel('实物印章备案号').fill('410799-2019-0007');
    await look('6-seal');
    await setUp.pressArmed('初始化密钥并申请印章');
    await setUp.patience('正在等登记中心审核').waitFor({ timeout: 120_000 });
    await look('7-applied');
  });

  it('waits for two persons of the registry, over a reload, and writes the seal with the PIN', async () => {
    const caseId = await setUp.fact('申请编号');
    await reload();
    await signIn(page, 'system', password);
    expect(await setUp.fact('申请编号')).toBe(caseId);
    await reviewAndMake(registry, caseId);
    await setUp.patience('印章已制作好').waitFor();
    await setUp.button('把印章写入密钥').click();
    await setUp.pinDialog().waitFor();
    await look('7-pin');
    await page.keyboard.press('Escape');
    await page.getByText('没有输入口令，什么都没有改变。').waitFor();
    await setUp.button('把印章写入密钥').click();
    await setUp.answerPin('00000000', '把印章写入密钥');
    await page.getByRole('alert').filter({ hasText: 'TOKEN_PIN_INCORRECT' }).waitFor();
    await look('7-made');
    await setUp.button('把印章写入密钥').click();
    await setUp.answerPin(userPin, '把印章写入密钥');
    await setUp.patience(/^印章已在密钥里/).waitFor();
    await look('7-on-key');
    const tokenSerial = await setUp.fact('密钥序列号');
    await deliver(registry, { caseId, tokenSerial, custodian: { account: 'zhou', name: '周敏芝' } });
    await setUp.patience('已经发放').waitFor();
    await look('7-delivered');
  });

  it('lets the custodian take it into use', async () => {
    await setUp.button('换周敏芝登录').click();
    await signIn(page, 'zhou', password);
    await setUp.title('启用“青禾县农业农村局”').waitFor();
    await look('8-use');
    await setUp.pressArmed('启用这枚印章');
    await setUp.answerPin(userPin, '启用这枚印章');
    await setUp.title('“青禾县农业农村局”已经启用').waitFor();
    await look('9-first');
  });

  it('stamps for the first time, by three people', async () => {
    await setUp.button('换人登录，开始').click();
    await signIn(page, 'lin', password);
    const request = new RequestScreen(page);
    await request.open();
    await request.drop([{ name: '通知.pdf', bytes: readFileSync(sampleNotice) }]);
    await request.drawnSheet(1).waitFor();
    await request.field('用印事由').fill('印发专项检查通知');
    const title = await request.field('文件题名').inputValue();
    await request.submitButton().click();
    await request.submitted();
    await lock(page);
    await signIn(page, 'he', password);
    const approve = new ApproveScreen(page);
    await approve.open(title);
    await approve.readAll();
    await approve.agreeButton().click();
    await approve.confirm('同意用印', password);
    await page.getByRole('heading', { name: '已同意' }).waitFor();
    await lock(page);
    await signIn(page, 'zhou', password);
    const stamp = new StampScreen(page);
    await stamp.open(title);
    await stamp.stamp(userPin);
    expect(await stamp.stampedAs()).toMatch(/^\d{4}-000001$/);
    await look('9-stamped');
    expect(office.screen.complaints()).toEqual([]);
  });

  it('has kept neither PIN nor password in a file or on its own output', () => {
    for (const secret of [officerPin, userPin, password]) {
      expect(filesHolding(office.station.data, secret)).toEqual([]);
      expect(office.station.log()).not.toContain(secret);
    }
  });
});
