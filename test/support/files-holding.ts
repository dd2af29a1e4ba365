import fs from 'node:fs';
import path from 'node:path';

/** Files below a folder that hold these words, in UTF-8, UTF-16 or Base64. */
export function filesHolding(folder: string, words: string): readonly string[] {
  const wanted = [
    Buffer.from(words),
    Buffer.from(words, 'utf16le'),
    Buffer.from(Buffer.from(words).toString('base64')),
  ];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = fs.readFileSync(file);
      return wanted.some((bytes) => content.includes(bytes));
    });
}
