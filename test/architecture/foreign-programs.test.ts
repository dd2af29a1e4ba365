import { describe, expect, it } from 'vitest';
import { filesUnder, text } from './sources.ts';

/** Where a test has a program of others run, and what says that it is skipped by name where the program is missing. */
const asks =
  /'(qpdf|pdfsig|pdftoppm|openssl|pkcs11-tool|python3|unzip|nm|cmake|df)', \[|openOpensslSm2\(|opensslDer\(|renderPage\(|validateWithOfdrw\(|paintWithOfdrw\(|openSvgPictures\(|runPyHanko\(/;
const guards = /canRun\(|hasOpenssl|hasOfdrw|hasChromium|hasPyHanko/;

describe('tests that ask a program of others', () => {
  it('are skipped by name where it is missing', () => {
    const tests = filesUnder('test', /\.test\.ts$/).filter((path) => asks.test(text(path)));
    expect(tests.length).toBeGreaterThan(15);
    expect(tests.filter((path) => !guards.test(text(path)))).toEqual([]);
  });

  it('find every program on the machine that builds: what is missing there fails', () => {
    const installed = text('.ci/run');
    const packages = [
      'qpdf',
      'poppler-utils',
      'opensc',
      'openssl',
      'python3',
      'unzip',
      'binutils',
      'cmake',
      'maven',
      'python3-venv',
    ];
    expect(packages.filter((name) => !installed.includes(name))).toEqual([]);
    expect(installed).toContain('export CI=true');
  });
});
