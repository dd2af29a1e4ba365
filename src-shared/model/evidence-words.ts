/**
 * A value of a fact's evidence as people read it: times of the evidence are UTC and are said in office time (UTC+8),
 * the program's own words are looked up, and a stranger's are left as they are.
 *
 * @param find words of the catalogue, or undefined where it has none
 */
export function evidenceWords(find: (key: string) => string | undefined, key: string, value: string | number): string {
  const text = String(value);
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) {
    return find(`facts.values.${key}.${text}`) ?? find(`states.seal.${text}`) ?? text;
  }
  return new Date(Date.parse(text) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
