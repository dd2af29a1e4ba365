import type { Page } from 'playwright';
import { demoPassword } from '#main/app/demo/demo-people.ts';

/** The sign-in page, by name where it offers one. */
export async function signIn(page: Page, account: string): Promise<void> {
  await page.getByRole('button', { name: '其他人…' }).or(page.getByLabel('账号')).first().waitFor();
  if (!(await page.getByLabel('账号').isVisible())) await page.getByRole('button', { name: '其他人…' }).click();
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('登录密码').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '锁定' }).waitFor();
}

/** Locks the screen; whoever comes next signs in there. */
export async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByLabel('登录密码').waitFor();
}
