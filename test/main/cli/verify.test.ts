import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileReport } from '#shared/contract/verification.ts';
import { openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { editOfd } from '#test/support/ofd-editor.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { authorityOfToday, sealDocument, writeTrustFolder } from '#test/support/sealed-documents.ts';

const main = fileURLToPath(new URL('../../../src-main/cli/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cli-verify-'));
const trust = join(folder, 'trust');
const empty = join(folder, 'empty');
const file = (name: string): string => join(folder, name);

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program itself, in a home of its own; nothing of this process reaches it. */
function cli(...args: readonly string[]): Run {
  const env = { PATH: process.env['PATH'], HOME: join(folder, 'home'), TZ: 'UTC' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function reportsOf({ stdout }: Run): readonly FileReport[] {
  return (JSON.parse(stdout) as { files: readonly FileReport[] }).files;
}

beforeAll(async () => {
  const authority = authorityOfToday();
  const { root, sub, maker, validFrom: createdAt, validTo } = authority;
  const sample = { seal: { createdAt, validFrom: createdAt, validTo } };
  const sealed = await sealDocument(authority, makeOfd(), sample);
  writeFileSync(file('sealed.ofd'), sealed);
  writeFileSync(file('sealed.pdf'), await sealDocument(authority, pdfDocument(), sample));
  const page = '/Doc_0/Pages/Page_0/Content.xml';
  writeFileSync(file('altered.ofd'), await editOfd(sealed, { [page]: (text) => text.replace('第', '改') }));
  writeFileSync(file('plain.pdf'), pdfDocument());
  writeFileSync(file('letter.txt'), '不是文件');
  writeFileSync(file('cut.ofd'), sealed.subarray(0, 900));
  writeTrustFolder(trust, [root, sub, maker]);
  mkdirSync(empty);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('verify --json', () => {
  it('prints one JSON value and nothing else, and ends with 0 when every file is valid', () => {
    const run = cli('verify', 'sealed.ofd', 'sealed.pdf', '--trust', trust, '--json');
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toBe(`${JSON.stringify(JSON.parse(run.stdout))}\n`);
    expect(Object.keys(JSON.parse(run.stdout) as object)).toEqual(['files']);
    expect(reportsOf(run).map((report) => [report.file, report.verdict, report.format])).toEqual([
      ['sealed.ofd', 'valid', 'OFD'],
      ['sealed.pdf', 'valid', 'PDF'],
    ]);
  });

  it('has a stable shape for each file and each signature', () => {
    const [report] = reportsOf(cli('verify', 'sealed.ofd', '--trust', trust, '--json'));
    expect(Object.keys(report!).toSorted()).toEqual(['file', 'format', 'reasons', 'signatures', 'sm3', 'verdict']);
    const [signature] = report!.signatures;
    expect(Object.keys(signature!).toSorted()).toEqual(
      'esId facts kind maker name pages reasons sealName signedAt signer timeSource verdict'.split(' '),
    );
    expect(signature).toMatchObject({
      verdict: 'valid',
      reasons: ['chain.revocation:no-revocation-source', 'seal.status:no-status-service'],
      kind: 'seal',
      sealName: '测试单位公章',
      esId: '11010000000001',
      signer: '张三',
      maker: '制章中心',
      timeSource: 'claimed',
      pages: [1],
    });
    expect(signature!.facts.every(({ check, state }) => check.includes('.') && state !== 'fail')).toBe(true);
  });

  it.each([
    ['altered.ofd', 'invalid', 'ofd.references:digest-mismatch'],
    ['plain.pdf', 'unsigned', undefined],
    ['letter.txt', 'error', 'DOC_FORMAT_UNKNOWN'],
    ['cut.ofd', 'error', 'DOC_BROKEN'],
    ['absent.pdf', 'error', 'DOC_NOT_FOUND'],
  ])('ends with 1 for %s: %s %s', (name, verdict, reason) => {
    const run = cli('verify', name, '--trust', trust, '--json');
    const [report] = reportsOf(run);
    expect([run.status, report?.verdict, report?.reasons[0]]).toEqual([1, verdict, reason]);
    expect(report?.error?.code).toBe(verdict === 'error' ? reason : undefined);
  });

  it('judges every file of a batch though one of them cannot be read', () => {
    const run = cli('verify', 'absent.pdf', 'sealed.ofd', '--trust', trust, '--json');
    expect([run.status, reportsOf(run).map(({ verdict }) => verdict)]).toEqual([1, ['error', 'valid']]);
  });

  it('trusts nobody with an empty trust folder', () => {
    const run = cli('verify', 'sealed.ofd', '--trust', empty, '--json');
    const [report] = reportsOf(run);
    expect([run.status, report?.verdict, report?.reasons[0]]).toEqual([
      1,
      'indeterminate',
      'trust.maker:maker-not-listed',
    ]);
  });

  it('refuses a trust folder that is not there, as JSON', () => {
    const run = cli('verify', 'sealed.ofd', '--trust', join(folder, 'nowhere'), '--json');
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'TRUST_LIST_UNREADABLE' } });
  });
});

describe('verify for people', () => {
  it('says the verdict and each reason in words, in both languages', () => {
    const chinese = cli('verify', 'altered.ofd', '--trust', trust).stdout;
    expect(chinese).toContain('altered.ofd：无效');
    expect(chinese).toContain('受保护文件的杂凑值：签章后文件被改动');
    const english = cli('--language', 'en', 'verify', 'altered.ofd', '--trust', trust).stdout;
    expect(english).toContain('digests of the protected files: a file was changed after sealing');
  });

  it('tells what to do about a file that cannot be read', () => {
    const { stdout, status } = cli('verify', 'letter.txt');
    expect([status, stdout]).toEqual([1, expect.stringContaining('无法识别该文件的格式')]);
  });
});

describe('verify and the station', () => {
  let demo: DemoStation;
  let stamped: string;

  beforeAll(async () => {
    demo = await openDemoStation();
    const request = await demo.submitApproved(demo.file('通知.pdf', pdfDocument()));
    stamped = (await demo.stamp(request)).output;
  }, 120_000);

  afterAll(() => demo?.close());

  const judge = (data: string) => reportsOf(cli('verify', stamped, '--data', data, '--json'))[0];

  it('needs none, and makes none', () => {
    const report = judge(join(folder, 'no-station'));
    expect([report?.verdict, report?.reasons[0]]).toEqual(['indeterminate', 'trust.maker:maker-not-listed']);
    cli('verify', stamped, '--json');
    expect(readdirSync(folder)).not.toContain('no-station');
    expect(readdirSync(folder)).not.toContain('home');
  });

  it('uses the signed lists of a station that is running', () => {
    expect(judge(demo.data)).toMatchObject({ verdict: 'valid', reasons: ['chain.revocation:no-revocation-source'] });
  });

  it('leaves nothing behind in the folder of a station that is not', async () => {
    await demo.station.close();
    const before = readdirSync(demo.data, { recursive: true }).toSorted();
    expect(judge(demo.data)).toMatchObject({ verdict: 'valid', reasons: ['chain.revocation:no-revocation-source'] });
    expect(readdirSync(demo.data, { recursive: true }).toSorted()).toEqual(before);
    await demo.reopen();
  });

  it('says why when the database of a station is damaged', () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'station.db'), 'not a database at all, but long enough to be looked at'.repeat(100));
    const run = cli('verify', stamped, '--data', broken, '--json');
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'STATION_STORAGE_FAILED' } });
  });
});
