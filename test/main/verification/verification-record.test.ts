import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { fileSource } from '#main/platform/files.ts';
import { createWords } from '#main/platform/words.ts';
import { compareRevisions } from '#main/verification/compare-revisions.ts';
import { laterFindings } from '#main/verification/later-findings.ts';
import { lookAtFile } from '#main/verification/look-at-file.ts';
import { writeVerificationRecord } from '#main/verification/verification-record.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { alterAmount, noticeWithAmount } from '#test/support/altered-notice.ts';
import { demoAuthority } from '#test/support/demo-authority.ts';
import { judgeBytes } from '#test/support/judge-bytes.ts';
import { sealDocument } from '#test/support/sealed-documents.ts';
import { afterwards, contextOf, trustIn } from '#test/support/verification-fixture.ts';
import { duringValidity } from '#test/support/demo-authority.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'record-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe.skipIf(!canRun('pdftotext', 'qpdf', 'pdfimages', 'pdffonts'))('a record of verification on paper', () => {
  const file = path.join(scratch, 'record.pdf');
  const made = (async () => {
    const authority = demoAuthority();
    const sealed = await sealDocument(authority, noticeWithAmount(), { time: duringValidity });
    const report = await judgeBytes(alterAmount(sealed), contextOf(trustIn(authority)));
    const font = readFileSync(programFiles.font);
    const altered = path.join(scratch, '补助通知.pdf');
    writeFileSync(altered, alterAmount(sealed));
    const viewer = {
      look: lookAtFile,
      compare: (name: string, end: number) => compareRevisions(fileSource(name), end),
    };
    const findings = await laterFindings(viewer, altered, report);
    const words = createWords();
    writeFileSync(file, await writeVerificationRecord(report, '补助通知.pdf', afterwards, words, font, findings));
    return report;
  })();

  it('says the result, the facts with their rule, and what would change them', async () => {
    const report = await made;
    expect(report.verdict).toBe('invalid');
    // The record for programs names the same pages as the one on paper.
    expect(report.signatures.map(({ pages }) => pages)).toEqual([[1]]);
    const text = ask('pdftotext', ['-layout', file, '-']).text.replaceAll(/\s/g, '');
    expect(text).toContain('验章记录：补助通知.pdf');
    expect(text).toContain('核对结果：无效：签章后已被改动');
    expect(text).toContain('ISO32000-2第12.8.2条');
    expect(text).toContain('怎样才会改变：去掉签章以后追加的内容');
    expect(text).toContain(report.sm3);
  });

  it('says what the seal covers, and which words were others when it was sealed', async () => {
    await made;
    const text = ask('pdftotext', ['-layout', file, '-']).text.replaceAll(/\s/g, '');
    expect(text).toContain('保护范围和以后的改动');
    expect(text).toMatch(/印章的位置：第1页，距左[\d.]+毫米/);
    expect(text).toMatch(/印章保护\d+，签名自身\d+，盖章后追加[1-9]\d*/);
    expect(text).toMatch(/盖章时：\S*128\.60\S*现在：\S*182\.60/);
  });

  it('is a sound file, with one embedded font and no picture that could be taken for a seal (ATK-12, ATK-50)', async () => {
    await made;
    expect(ask('qpdf', ['--check', file]).status).toBe(0);
    expect(ask('pdfimages', ['-list', file]).text.trim().split('\n')).toHaveLength(2);
    expect(ask('pdffonts', [file]).text).toMatch(/SealKeeperSerifSC\S+\s+CID Type 0C.*yes/);
    const text = ask('pdftotext', [file, '-']).text.replaceAll(/\s/g, '');
    expect(text).toContain('不是签章');
    expect(readFileSync(file).length).toBeLessThan(400_000);
  });
});
