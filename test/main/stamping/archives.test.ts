import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { openPdf } from '#main/formats/pdf/pdf-file.ts';
import { readPdfSignatures } from '#main/formats/pdf/read-signatures.ts';
import { inspectOfdSignatures } from '#main/formats/ofd/read-signatures.ts';
import { readTimestampToken } from '#main/formats/cms/timestamp.ts';
import { readSesSignature } from '#main/formats/ses/read.ts';
import { revocationArchive } from '#main/formats/cms/revocation-archive.ts';
import { exportCsv } from '#main/ledger/export-csv.ts';
import { listKeptSeals } from '#main/seals/kept-seals.ts';
import { basicOcspResponse } from '#main/trust/ocsp-response.ts';
import { zhCnLedger } from '#shared/i18n/zh-cn/ledger.ts';
import { ocspAnswer } from '#test/support/ocsp-sample.ts';
import { readSecurityStore } from '#main/formats/pdf/security-store.ts';
import { createWords } from '#main/platform/words.ts';
import { createTrustReading } from '#main/reader/trust-words.ts';
import { issueRevocationList } from '#main/trust/issue-revocation-list.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { verifyFile } from '#main/verification/verify-file.ts';
import type { LongTermLevel } from '#shared/model/long-term.ts';
import { demoPeople, openDemoStation, type DemoStation } from '#test/support/demo-station.ts';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { hasOfdrw, validateWithOfdrw } from '#test/support/ofdrw.ts';
import { startTimestampAuthority, type TimestampAuthority } from '#test/support/timestamp-authority.ts';
import { operatingCa } from '#test/support/operating-ca.ts';

const pdf = path.join(programFiles.samples, '通知.pdf');
const ofd = path.join(programFiles.samples, '许可决定书.ofd');
const readTrust = createTrustReading();
let demo: DemoStation;
let authority: TimestampAuthority;
let list: Uint8Array;

beforeAll(async () => {
  demo = await openDemoStation();
  const keys = path.join(demo.folder, 'registry', 'keys');
  authority = await startTimestampAuthority(keys, demo.clock);
  const ca = operatingCa(keys);
  const now = demo.clock.now().getTime();
  list = issueRevocationList(
    {
      issuerDer: readCertificate(ca.certificate).subjectDer,
      thisUpdate: new Date(now - 3_600_000),
      nextUpdate: new Date(now + 7 * 86_400_000),
      revoked: [],
    },
    ca.sign,
  );
  fs.mkdirSync(demo.station.paths.trust, { recursive: true });
  fs.writeFileSync(path.join(demo.station.paths.trust, 'operating-ca.crl'), list);
});
afterAll(async () => {
  await authority?.close();
  await demo?.close();
});
beforeEach(async () => {
  authority.patience = undefined;
  demo.clock.advance(61_000);
  const system = (await demo.client(demoPeople.system)).station;
  await system.timestamps.change({ source: 'address', url: authority.url, isRequired: false });
});

async function decide(level: LongTermLevel): Promise<void> {
  await (await demo.client(demoPeople.system)).station.longTerm.change({ level });
}

function read(file: string) {
  const source = memorySource(new Uint8Array(fs.readFileSync(file)));
  const { certificates, lists, responses } = readSecurityStore(openPdf(source));
  return {
    certificates: certificates.map((der) => readCertificate(der).commonName),
    lists,
    responses,
    signatures: readPdfSignatures(source).map(({ kind, coversWholeFile }) => `${kind} ${coversWholeFile}`),
  };
}

/** As anybody judges the file with the roots alone, `days` later and without any list of his own. */
async function judgedLater(file: string, days = 0) {
  const now = new Date(demo.clock.now().getTime() + days * 86_400_000);
  const words = { ...demo.station.parts.ready().trust(), now, status: null, intermediates: [], revocation: null };
  const say = createWords();
  return verifyFile(file, readTrust(words), (shape) => say.error(shape));
}

/** What the register says of the material of a stamped file: to the person at the screen, and in the last cell of the sheet. */
async function told(file: string) {
  const custodian = await demo.client(demoPeople.custodian);
  const { longTerm } = (await custodian.ledger.story({ entryNo: path.basename(file).slice(0, 11) })).facts;
  const sheet = Buffer.concat([...exportCsv(demo.station.parts.db, zhCnLedger).chunks]).toString('utf8');
  const cell = sheet.trimEnd().split(',').at(-1)!.replaceAll('"', '');
  return [longTerm && `${longTerm.got} ${longTerm.failure ?? 'whole'}`, cell];
}

const stamped = async (file = pdf): Promise<string> => (await demo.stamp(await demo.submitApproved(file))).output;

describe('long-term material of a stamped PDF', () => {
  it('is off before anybody decided, and the stamp is the last thing in the file', async () => {
    expect(await (await demo.client(demoPeople.handler)).station.longTerm.read()).toBe('off');
    const file = await stamped();
    const { certificates, signatures } = read(file);
    expect([certificates, signatures]).toEqual([[], ['signature true']]);
    expect(await told(file)).toEqual([null, '']);
  });

  it('holds the chains of signer, maker and authority and the list in force, and the seal stays good', async () => {
    await decide('material');
    const file = await stamped();
    const found = read(file);
    expect(found.signatures).toEqual(['signature false']);
    expect(found.lists).toEqual([list]);
    expect(found.certificates).toHaveLength(5);
    expect(await told(file)).toEqual(['material whole', '已写入']);
    const report = await judgedLater(file);
    expect([report.verdict, ...report.reasons]).toEqual([
      'valid',
      'seal.status:no-status-service',
      'pdf.coverage:laterRevisions',
    ]);
    // Without the material nobody who has the root alone gets that far.
    const revocation = report.signatures[0]!.facts.find(({ check }) => check === 'chain.revocation');
    expect(revocation).toMatchObject({ state: 'ok' });
  });

  it('is covered by a document timestamp where the office wants one', async () => {
    await decide('timestamped');
    const file = await stamped();
    expect(read(file).signatures).toEqual(['signature false', 'timestamp true']);
    expect((await told(file))[0]).toBe('timestamped whole');
    const { verdict, signatures } = await judgedLater(file, 3650);
    expect([verdict, ...signatures.map(({ kind, timeSource }) => `${kind} ${timeSource}`)]).toEqual([
      'valid',
      'seal timestamp',
      'timestamp timestamp',
    ]);
  });

  it.skipIf(!canRun('qpdf') || !canRun('pdfsig'))('contents programs that are not ours', async () => {
    await decide('timestamped');
    const file = await stamped();
    expect(ask('qpdf', ['--check', file])).toMatchObject({ status: 0 });
    const told = ask('pdfsig', ['-nocert', file]).text;
    expect(told).toContain('Field Name: Timestamp_1');
    // poppler says it of the last signature, and knows that the seal before it covers less.
    expect(told.match(/- (?:Total|Not total) document signed/g)).toEqual([
      '- Not total document signed',
      '- Total document signed',
    ]);
  });

  it('comes without a document timestamp when the authority falls silent, and costs no stamp', async () => {
    await decide('timestamped');
    authority.patience = 1;
    const file = await stamped();
    const { signatures, lists } = read(file);
    expect([signatures, lists]).toEqual([['signature false'], [list]]);
    expect((await judgedLater(file)).verdict).toBe('valid');
    expect(await told(file)).toEqual(['material UND_ERR_SOCKET', '已写入（连接中断）']);
  });

  it('costs no stamp when a list of the folder cannot be read', async () => {
    await decide('timestamped');
    const broken = path.join(demo.station.paths.trust, 'broken.crl');
    fs.writeFileSync(broken, 'not a list');
    const file = await stamped();
    const { signatures, certificates } = read(file);
    fs.rmSync(broken);
    expect([signatures, certificates]).toEqual([['signature true'], []]);
    expect(await told(file)).toEqual(['off TRUST_LIST_UNREADABLE', '没有写入（信任文件夹里有读不懂的文件）']);
  });

  it('is what the custodian asks for beyond the decision of the office, and nobody asks for less', async () => {
    await decide('off');
    const requestId = await demo.submitApproved(pdf);
    const custodian = await demo.client(demoPeople.custodian);
    const { output } = await custodian.stamping.stamp({ requestId, longTerm: 'material' });
    expect([read(output).signatures, read(output).lists]).toEqual([['signature false'], [list]]);
    await decide('timestamped');
    const next = await demo.submitApproved(pdf);
    const more = await custodian.stamping.stamp({ requestId: next, longTerm: 'material' });
    expect(read(more.output).signatures).toEqual(['signature false', 'timestamp true']);
    // @ts-expect-error: the contract has no word for less
    await expect(custodian.stamping.stamp({ requestId: next, longTerm: 'off' })).rejects.toThrow('RPC_INVALID_INPUT');
  });

  it('is made again after a crash with the same bytes, asking nobody and collecting nothing', async () => {
    await decide('timestamped');
    const requestId = await demo.submitApproved(pdf);
    const before = demo.sealedFiles();
    let made: Buffer | undefined;
    const crash = demo.stampInSteps(requestId, (step) => {
      if (step !== 'self-check') return;
      const file = path.join(
        demo.station.paths.sealed,
        demo.sealedFiles().find((name) => !before.includes(name))!,
      );
      made = fs.readFileSync(file);
      fs.rmSync(file);
      throw new Error('power cut');
    });
    await expect(crash).rejects.toThrow('power cut');
    const { asked } = authority;
    const kept = path.join(demo.station.paths.trust, 'operating-ca.crl');
    fs.renameSync(kept, `${kept}.away`);
    const { recovered } = await demo.reopen();
    fs.renameSync(`${kept}.away`, kept);
    expect(recovered).toMatchObject([{ requestId, outcome: 'finished' }]);
    expect(authority.asked).toBe(asked);
    const name = demo.sealedFiles().find((one) => !before.includes(one))!;
    expect(fs.readFileSync(path.join(demo.station.paths.sealed, name)).equals(made!)).toBe(true);
  });
});

const signerLater = async (file: string) =>
  (await judgedLater(file, 3650)).signatures[0]!.facts.find(({ check }) => check === 'chain.revocation');

/** The token of the only seal of the file. */
async function tokenIn(file: string): Promise<Uint8Array> {
  const { signatures } = await inspectOfdSignatures(memorySource(new Uint8Array(fs.readFileSync(file))));
  return readSesSignature(signatures[0]!.signedValue!).timestamp!;
}

describe('long-term material of a stamped OFD', () => {
  it('lies in the token, in the fields of it that nobody signs, and is read from there', async () => {
    await decide('timestamped');
    const file = await stamped(ofd);
    const { signedData } = readTimestampToken(await tokenIn(file));
    expect(signedData.revocationLists.map((der) => Uint8Array.from(der))).toEqual([list]);
    expect(signedData.certificates).toHaveLength(5);
    const report = await judgedLater(file, 3650);
    expect([report.verdict, report.signatures[0]!.timeSource]).toEqual(['valid', 'timestamp']);
    const asked = report.signatures[0]!.facts.filter(({ check }) => check.endsWith('chain.revocation'));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every(({ state }) => state === 'ok')).toBe(true);
    expect(
      report.signatures[0]!.facts.filter(({ check, state }) => check.startsWith('ofd.') && state !== 'ok'),
    ).toEqual([]);
  });

  it('is not put anywhere where there is no timestamp', async () => {
    await decide('material');
    await (
      await demo.client(demoPeople.system)
    ).station.timestamps.change({ source: 'off', url: null, isRequired: false });
    const file = await stamped(ofd);
    const report = await judgedLater(file);
    expect([report.format, report.signatures[0]!.timeSource]).toEqual(['OFD', 'claimed']);
    expect(await told(file)).toEqual(['off noTimestamp', '没有写入（没有时间戳，OFD 无处存放）']);
    await decide('timestamped');
    expect((await told(await stamped()))[0]).toBe('material timestampsOff');
  });

  it('holds the responses that are kept as well, and one alone says enough of its certificate', async () => {
    await decide('material');
    const ca = operatingCa(path.join(demo.folder, 'registry', 'keys'));
    const now = demo.clock.now().getTime();
    const response = ocspAnswer({
      issuer: { certificate: readCertificate(ca.certificate), sign: ca.sign },
      certificate: readCertificate(listKeptSeals(demo.station.parts.db)[0]!.certificate),
      thisUpdate: new Date(now - 3_600_000),
      nextUpdate: new Date(now + 86_400_000),
    });
    const kept = path.join(demo.station.paths.trust, 'operating-ca.crl');
    const answer = path.join(demo.station.paths.trust, 'signer.ocsp');
    fs.writeFileSync(answer, response);
    fs.renameSync(kept, `${kept}.away`);
    const file = await stamped(ofd);
    fs.rmSync(answer);
    const bare = await stamped(ofd);
    fs.renameSync(`${kept}.away`, kept);
    const { signedData } = readTimestampToken(await tokenIn(file));
    const { responses } = revocationArchive(signedData.signers[0]!);
    expect(responses.map((der) => Uint8Array.from(der))).toEqual([basicOcspResponse(response)]);
    expect(signedData.revocationLists).toEqual([]);
    expect(await signerLater(file)).toMatchObject({ state: 'ok' });
    expect((await signerLater(bare))?.state).not.toBe('ok');
    expect([(await told(file))[0], (await told(bare))[0]]).toEqual(['material whole', 'material noLists']);
  });

  it.skipIf(!canRun('openssl'))('is SignedData to a program that is not ours', async () => {
    await decide('material');
    const token = path.join(demo.folder, 'token.der');
    fs.writeFileSync(token, await tokenIn(await stamped(ofd)));
    const { status, text } = ask('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', token]);
    expect(status).toBe(0);
    expect(text.match(/d\.certificate:/g)).toHaveLength(5);
    expect(text.match(/d\.crl:/g)).toHaveLength(1);
  });

  it.skipIf(!hasOfdrw)('leaves the file valid to ofdrw', async () => {
    await decide('material');
    const [verdict] = await validateWithOfdrw([await stamped(ofd)]);
    expect(verdict).toMatchObject({ verdict: 'VALID' });
  });
});
