/** A family that stands in for a font that is not embedded, as a CSS list: first what the file means, then its kin. */
export interface SubstituteFont {
  readonly family: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
}

const song = "SimSun,NSimSun,'Noto Serif CJK SC','Source Han Serif SC',STSong,serif";
const hei = "SimHei,'Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC',STHeiti,sans-serif";
const kai = "KaiTi,KaiTi_GB2312,STKaiti,'AR PL UKai CN','Noto Serif CJK SC',serif";
const fang = "FangSong,FangSong_GB2312,STFangsong,'Noto Serif CJK SC',serif";

/** By what a font name contains; the first that fits. Names from the file never reach the drawing. */
const families: readonly (readonly [RegExp, string])[] = [
  [/小标宋|xiaobiaosong|xbs/i, "FZXiaoBiaoSong-B05S,'Noto Serif CJK SC',SimSun,serif"],
  [/仿宋|fang\s*song/i, fang],
  [/楷|kai/i, kai],
  [/黑|hei|雅黑|yahei|等线|dengxian|幼圆|圆体/i, hei],
  [/隶|lisu/i, `LiSu,STLiti,${kai}`],
  [/宋|song|sim\s*sun|明體|明体|ming/i, song],
  [/courier|consolas|mono|等宽/i, "'Courier New','Liberation Mono','Noto Sans Mono CJK SC',monospace"],
  [
    /times|georgia|garamond|cambria|roman|serif(?!.*sans)/i,
    "'Times New Roman','Liberation Serif','Noto Serif CJK SC',serif",
  ],
  [/wingdings|webdings|symbol/i, "Wingdings,Symbol,'Noto Sans Symbols2',sans-serif"],
  [/arial|helvetica|calibri|tahoma|verdana|segoe|sans/i, "Arial,'Liberation Sans','Noto Sans CJK SC',sans-serif"],
];

/** @param name FontName or FamilyName; anything unknown becomes 宋体, the body type of official documents */
export function substituteFor(name: string, isFixedWidth: boolean): SubstituteFont {
  const family = families.find(([form]) => form.test(name))?.[1] ?? (isFixedWidth ? families[6]![1] : song);
  return { family, isBold: /bold|粗|heavy|black/i.test(name), isItalic: /italic|oblique|斜/i.test(name) };
}

/** What a character usually takes, in em: full width for Chinese, half for Latin. */
export function usualAdvance(text: string): number {
  const code = text.codePointAt(0) ?? 0;
  if (text === '') return 0;
  return code < 0x2000 || (code >= 0xff61 && code <= 0xffdc) ? 0.5 : 1;
}
