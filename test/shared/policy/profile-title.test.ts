import { describe, expect, it } from 'vitest';
import { shortProfileTitle } from '#shared/policy/profile-title.ts';

describe('the short name of a regulation set', () => {
  it.each([
    ['河南省安阳市', 'anyang-2020', '安阳 2020'],
    ['河南省驻马店市新蔡县', 'xincai-2020', '新蔡 2020'],
    ['陕西省西安市', 'xian-2022', '西安 2022'],
    ['海南省', 'hainan-2021', '海南 2021'],
    ['内蒙古自治区', 'neimenggu-2018', '内蒙古 2018'],
    ['', 'anyang-2020', '2020'],
  ])('takes %s of %s as %s', (region, profileId, title) => {
    expect(shortProfileTitle(region, profileId)).toBe(title);
  });
});
