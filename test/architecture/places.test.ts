import { describe, expect, it } from 'vitest';
import { filesUnder, imports, sources, text } from './sources.ts';

// What may happen in one place only, beyond what the import table says of packages.

const tests = filesUnder('test', /\.test\.ts$/);

function where(pattern: RegExp, files: readonly string[] = sources): readonly string[] {
  return files.filter((path) => pattern.test(text(path)));
}

describe('one place each', () => {
  it('starts processes and threads only in platform/processes and platform/threads', () => {
    const starters = /^(node:)?(child_process|worker_threads|cluster)$/;
    const found = imports.filter(({ to }) => starters.test(to)).map(({ from }) => from);
    expect([...new Set(found)]).toEqual(['src-main/platform/processes.ts', 'src-main/platform/threads.ts']);
    const forks = where(/\butilityProcess\./).filter((path) => !path.startsWith('src-main/shell/electron/'));
    expect(forks).toEqual([]);
  });

  it('mentions Electron as a module only in its own shell', () => {
    const found = imports.filter(({ to }) => to === 'electron' || to.startsWith('electron/'));
    expect(found.filter(({ from }) => !from.startsWith('src-main/shell/electron/'))).toEqual([]);
  });

  it('reaches the host of a key, and so the key without a warrant, only from the token room', () => {
    expect(where(/\bhostOf\b/).filter((path) => !path.startsWith('src-main/token/'))).toEqual([]);
  });

  it('asks the host for no SM algorithm, which under Electron has none', () => {
    const calls =
      /\b(create(Hash|Hmac|Sign|Verify|Cipheriv|Decipheriv)|generateKeyPair(Sync)?|hash)\(\s*['"`][^'"`]*sm[234]/i;
    expect(where(calls)).toEqual([]);
    expect(where(/namedCurve:\s*['"`]sm2/i)).toEqual([]);
  });

  it('takes the time and chance of the shared words from nowhere', () => {
    const shared = filesUnder('src-shared', /\.ts$/);
    expect(where(/\bDate\.now\(|new Date\(\)|Math\.random\(|crypto\.randomUUID\(/, shared)).toEqual([]);
  });
});

describe('what people read', () => {
  it('names no path of somebody’s machine', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...filesUnder('docs', /\.(md|svg)$/)];
    expect(where(/(^|[\s`"'(=])(\/(work|home|root|tmp|Users|mnt)\/|[A-Z]:\\)/m, pages)).toEqual([]);
  });
});

describe('the tests', () => {
  it('leave none out and favour none: only a missing tool or corpus skips, by name', () => {
    // A character class keeps the words from being found in this very file.
    const marks = /\.(s[k]ip|o[n]ly|t[o]do|f[a]ils)\(/;
    expect(where(marks, tests)).toEqual([]);
  });
});
