import type { Page } from 'playwright';
import { demoPassword } from '#main/app/demo/demo-people.ts';

/**
 * Signs in with the account typed, whether or not the page offers the person by name.
 *
 * @param account of the demonstration, such as `lin`
 */
export async function signIn(page: Page, account: string, password = demoPassword): Promise<void> {
  const others = page.getByRole('button', { name: '其他人…' });
  // Names come with the station's first answer; until then, and where nobody is known yet, the account is typed anyway.
  await others.waitFor({ timeout: 5_000 }).catch(() => undefined);
  if (await others.isVisible()) await others.click();
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('登录密码').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '锁定' }).waitFor();
}

/** Locks the screen; whoever comes next signs in there. */
export async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByLabel('登录密码').waitFor();
}
