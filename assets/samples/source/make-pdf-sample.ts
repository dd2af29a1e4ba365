import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright';

// Prints the red-header letter (红头文件) of the demonstration. Run again only when the letter changes.

const here = import.meta.dirname;
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
await page.setContent(readFileSync(join(here, 'letter.html'), 'utf8'));
await page.evaluate(() => document.fonts.ready);
writeFileSync(join(here, '..', '通知.pdf'), await page.pdf({ preferCSSPageSize: true, printBackground: true }));
await browser.close();
