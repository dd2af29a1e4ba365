import { describe, expect, it } from 'vitest';
import { filesUnder, text } from './sources.ts';

const limit = 300;
const typescript = ['src-shared', 'src-main', 'src-registry', 'src-renderer', 'test', 'e2e', 'native'].flatMap(
  (folder) => filesUnder(folder, /\.(ts|tsx)$/),
);
const c = filesUnder('native', /\.[ch]$/);

describe('files', () => {
  it(`answer one question in at most ${limit} lines`, () => {
    const long = [...typescript, ...c]
      .map((path) => ({ path, lines: text(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > limit);
    expect(long).toEqual([]);
  });

  it('are named in kebab-case', () => {
    const odd = typescript.filter((path) => !/(^|\/)[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(path));
    expect(odd).toEqual([]);
  });

  it('lie in no folder that means nothing', () => {
    const vague = [...typescript, ...c].filter((path) => /\/(utils?|helpers?|common|lib|misc|managers?)\//.test(path));
    expect(vague).toEqual([]);
  });

  it('leave nothing for later', () => {
    // Written so that this line does not find itself.
    const marks = /TO[D]O|FIX[M]E|XX[X]:|HA[C]K/;
    expect([...typescript, ...c].filter((path) => marks.test(text(path)))).toEqual([]);
  });
});
