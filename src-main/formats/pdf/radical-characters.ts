/** Radicals of the supplement (U+2E80) and the characters that look the same, by their numbers. */
const supplement: ReadonlyMap<number, number> = new Map([
  [0x2e9f, 0x6bcd],
  [0x2ea0, 0x6c11],
  [0x2ec1, 0x864e],
  [0x2ec4, 0x897f],
  [0x2ec5, 0x89c1],
  [0x2ec6, 0x89d2],
  [0x2ec9, 0x8d1d],
  [0x2ecb, 0x8f66],
  [0x2ed3, 0x957f],
  [0x2ed4, 0x95e8],
  [0x2ed8, 0x9752],
  [0x2ed9, 0x97e6],
  [0x2eda, 0x9875],
  [0x2edb, 0x98ce],
  [0x2edc, 0x98de],
  [0x2edd, 0x98df],
  [0x2ee2, 0x9a6c],
  [0x2ee3, 0x9aa8],
  [0x2ee4, 0x9b3c],
  [0x2ee5, 0x9c7c],
  [0x2ee6, 0x9e1f],
  [0x2ee8, 0x9ea6],
  [0x2ee9, 0x9ec4],
  [0x2eec, 0x9f50],
  [0x2eee, 0x9f7f],
  [0x2ef0, 0x9f99],
  [0x2ef3, 0x9f9f],
]);

/**
 * Text with characters where a font's table names radicals: browsers write such tables (U+2ED8 U+2F72 for the first
 * two characters of a county's name), and nobody searches for a radical. Nothing else is changed.
 */
export function plainCharacters(text: string): string {
  return text.replaceAll(/[\u2e80-\u2fd5]/g, (radical) => {
    const plain = supplement.get(radical.codePointAt(0)!);
    return plain === undefined ? radical.normalize('NFKC') : String.fromCodePoint(plain);
  });
}
