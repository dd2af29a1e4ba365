const digits = '零一二三四五六七八九';

/** 1 to 99 as articles are numbered: 九, 十, 十三, 二十, 二十一; other numbers as they are. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) return String(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const tenWords = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`;
  return tenWords + (ones === 0 ? '' : digits[ones]);
}
