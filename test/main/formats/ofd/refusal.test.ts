import { describe, expect, it } from 'vitest';
import { refusal } from '#main/formats/ofd/refusal.ts';
import { createWords } from '#main/platform/words.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { zhCnOfdDetails, type OfdDetail } from '#shared/i18n/zh-cn/ofd-details.ts';

const reasons = Object.keys(zhCnOfdDetails) as OfdDetail[];
const why = (language: 'zh-CN' | 'en', reason: OfdDetail, facts = {}) =>
  createWords(language).error(toErrorShape(refusal('DOC_HOSTILE', reason, facts))).why;

describe('refusal of an OFD file', () => {
  it.each(reasons)('explains %s in both languages', (reason) => {
    expect(why('zh-CN', reason)).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(why('en', reason)).toMatch(/^["A-Z{].*\.$/);
  });

  it('names the path it is about', () => {
    expect(why('zh-CN', 'zip-duplicate-name', { path: '/OFD.xml' })).toBe(
      '压缩包内有重名文件“/OFD.xml”（不区分大小写）。',
    );
  });

  it('shortens names from the file and takes control characters out of them', () => {
    const { path } = refusal('DOC_HOSTILE', 'zip-name-unsafe', { path: `\u001b[2J${'a'.repeat(500)}` }).facts;
    expect(path).toBe(`\uFFFD[2J${'a'.repeat(196)}…`);
  });
});
