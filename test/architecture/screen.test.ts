import { describe, expect, it } from 'vitest';
import { filesUnder, importsOf, text } from './sources.ts';

const files = filesUnder('src-renderer', /\.tsx?$/);
const imports = files.flatMap(importsOf);
const say = ({ from, to }: { from: string; to: string }): string => `${from} -> ${to}`;
/** From the ground up: a part imports its own and lower ones. `main.tsx` and declarations stand above all. */
const parts = ['styles', 'bridge', 'components', 'pages'];
const partOf = (path: string): number => parts.indexOf(/^src-renderer\/([a-z]+)\//.exec(path)?.[1] ?? '');

describe('the screen', () => {
  it('knows the station by the shared words alone, and nothing of Node or Electron', () => {
    const foreign = imports.filter(({ to }) => /^(src-main|src-registry|test)\/|^node:|^electron(\/|$)/.test(to));
    expect(foreign.map(say)).toEqual([]);
  });

  it('imports downwards: pages, components, bridge, styles', () => {
    const wrong = imports.filter(({ from, to }) => {
      const here = partOf(from);
      return here >= 0 && partOf(to) > here;
    });
    expect(wrong.map(say)).toEqual([]);
  });

  it('holds no sentence of its own: all stand in the catalogue', () => {
    // Digits, names of fonts and the examples beside the drawings are Chinese by nature.
    const isData = /\/(components\/chinese-number|styles\/tokens|pages\/components\/[\w-]+)\.tsx?$/;
    const chinese = files
      .filter((path) => !isData.test(path))
      .flatMap((path) =>
        text(path)
          .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
          .split('\n')
          .map((line, index) => ({ line: line.replace(/(^|\s)\/\/.*$/, ''), at: `${path}:${index + 1}` }))
          .filter(({ line }) => !line.startsWith('import ') && /[\u4e00-\u9fff]/.test(line))
          .map(({ at }) => at),
      );
    expect(chinese).toEqual([]);
  });

  it('opens lists of choices by the one component that names them', () => {
    const unnamed = /import \{[^}]*\b(?:Select|AutoComplete|TreeSelect|Cascader|Mentions)\b[^}]*\} from 'antd'/;
    expect(files.filter((path) => unnamed.test(text(path)))).toEqual(['src-renderer/components/select.tsx']);
  });

  it('names no file of this computer to the station (ADR 0017)', () => {
    const byPath = /\b(?:client|station)\.(?:documents\.importFile|verification\.verify|ledger\.export)\b/;
    expect(files.filter((path) => byPath.test(text(path)))).toEqual([]);
  });
});
