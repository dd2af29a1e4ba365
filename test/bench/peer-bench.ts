import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeSesSignature, writeTbsSign } from '#main/formats/ses/write.ts';
import { prepareOfd } from '#main/formats/ofd/prepare.ts';
import { preparePdf } from '#main/formats/pdf/prepare-pdf.ts';
import { fileSource } from '#main/platform/files.ts';
import { createWords } from '#main/platform/words.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { verifyFile } from '#main/verification/verify-file.ts';
import { demoAuthority, duringValidity } from '#test/support/demo-authority.ts';
import { runJava } from '#test/support/java-programs.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { sealImage } from '#test/support/pdf-stamping.ts';
import { runPyHanko } from '#test/support/pyhanko.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { contextOf, trustIn } from '#test/support/verification-fixture.ts';
import { median, quickestTenth, tenth } from './figures.ts';

/** Milliseconds of every round. */
interface Rounds {
  readonly sign: readonly number[];
  readonly verify: readonly number[];
}

interface Times {
  readonly signMs: number;
  readonly verifyMs: number;
  /** Signed and verified, as one job. */
  readonly bothMs: number;
}

/** How many times as long as ours the peer takes. */
interface Ratios {
  readonly sign: number;
  readonly verify: number;
  readonly both: number;
}

/** Ours beside the peer: warm, in one process each, the same file. */
interface Beside {
  readonly ours: Times;
  readonly peer: Times;
  readonly times: Ratios;
}

export interface PeerFigures {
  readonly document: string;
  /** ofdrw for OFD (SM2), pyHanko for PDF with P-256 and SHA-256. */
  readonly peer: string;
  /** Medians of all rounds. */
  readonly medians: Beside;
  /** The quickest tenth of the rounds: what the computer does while no other work on it takes part. */
  readonly undisturbed: Beside;
}

/** Rounds that are not counted, on either side, and rounds that are, in each turn. */
const warmRounds = 100;
const rounds = 30;
/** Ours and the peer take turns, so that a slow minute of the computer meets both. */
const turns = 3;

/** Made once, as ofdrw has it from the seal; pyHanko draws a line of text. */
const sealPicture = sealImage();

/**
 * From a file to a signed file and from that to a verdict, one document after the other in a warm process, beside
 * peers that do the same. Keys are in memory on both sides; the ledger, the token and durable writes are measured by
 * the stamping bench. Ours verifies everything that a verdict asks for, the seal and its maker included.
 */
export async function peerBench(): Promise<readonly PeerFigures[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'peer-bench-'));
  try {
    const authority = demoAuthority();
    const picture = { type: 'PNG', data: sealPicture, widthMm: 42, heightMm: 42 } as const;
    const sealDer = makeSeal(authority.maker, authority.signer, { picture });
    fs.writeFileSync(path.join(folder, 'key.der'), pkcs8(authority.signer.privateKey));
    fs.writeFileSync(path.join(folder, 'signer.der'), authority.signer.certificate.der);
    fs.writeFileSync(path.join(folder, 'seal.esl'), sealDer);
    const files = writeDocuments(folder);
    fs.mkdirSync(path.join(folder, 'pyhanko'));
    const figures: PeerFigures[] = [];
    for (const file of files) {
      const [ours, peers]: [Rounds[], Rounds[]] = [[], []];
      for (let turn = 0; turn < turns; turn += 1) {
        ours.push(await measureOurs(file, sealDer, authority));
        peers.push(await measurePeer(file, folder));
      }
      figures.push(figuresOf(file, ours, peers));
    }
    return figures;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function writeDocuments(folder: string): readonly string[] {
  const lines = Array.from({ length: 40 }, (_, line) => `1 0 0 1 60 ${760 - 16 * line} Tm (Clause ${line} of it) Tj`);
  const content = `BT /F1 12 Tf ${lines.join('\n')} ET`;
  const documents: readonly (readonly [string, Uint8Array])[] = [
    ['1 page.ofd', makeOfd({ pages: 1 })],
    ['100 pages.ofd', makeOfd({ pages: 100 })],
    ['1 page.pdf', pdfDocument([{ content }])],
    ['500 pages.pdf', pdfDocument(Array.from({ length: 500 }, () => ({ content })))],
  ];
  return documents.map(([name, bytes]) => {
    fs.writeFileSync(path.join(folder, name), bytes);
    return path.join(folder, name);
  });
}

async function measureOurs(
  file: string,
  sealDer: Uint8Array,
  authority: ReturnType<typeof demoAuthority>,
): Promise<Rounds> {
  const target = `${file}.ours`;
  const context = contextOf(trustIn(authority));
  const say = createWords().error;
  const signing: number[] = [];
  const verifying: number[] = [];
  for (let round = -warmRounds; round < rounds; round += 1) {
    const started = performance.now();
    await sign(file, target, sealDer, authority.signer);
    const signed = performance.now();
    const { verdict, reasons } = await verifyFile(target, context, say);
    const verified = performance.now();
    if (verdict !== 'valid') throw new Error(`${file}: ${verdict} ${reasons.join(', ')}`);
    if (round >= 0) {
      signing.push(signed - started);
      verifying.push(verified - signed);
    }
  }
  return { sign: signing, verify: verifying };
}

async function sign(
  file: string,
  target: string,
  sealDer: Uint8Array,
  signer: ReturnType<typeof demoAuthority>['signer'],
): Promise<void> {
  const source = fileSource(file);
  try {
    const input = {
      placements: [{ page: 1, xMm: 100, yMm: 60, widthMm: 42, heightMm: 42 }],
      sealImage: { type: 'PNG', data: sealPicture },
      sealDer,
      signedAt: duringValidity,
    } as const;
    const prepared = file.endsWith('.pdf') ? preparePdf(source, input) : await prepareOfd(source, input);
    const { dataHash, propertyInfo } = prepared;
    const tbs = writeTbsSign({ sealDer, time: duringValidity, dataHash, propertyInfo });
    const signatureDer = rsToDer(signer.sign(tbs));
    const value = writeSesSignature({ tbs, certificate: signer.certificate.der, signatureDer });
    const { keepsOriginal, chunks } = prepared.finish(value);
    if (keepsOriginal) fs.copyFileSync(file, target);
    const out = fs.openSync(target, keepsOriginal ? 'a' : 'w');
    for (const chunk of chunks) fs.writeSync(out, chunk);
    fs.closeSync(out);
  } finally {
    source.close();
  }
}

/** PKCS#8 around a bare SM2 key (RFC 5208, RFC 5915; curve 1.2.156.10197.1.301). */
function pkcs8(privateKey: Uint8Array): Uint8Array {
  const head = '3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420';
  return Buffer.concat([Buffer.from(head, 'hex'), privateKey]);
}

async function measurePeer(file: string, folder: string): Promise<Rounds> {
  const counts = [String(warmRounds), String(rounds)];
  const output = file.endsWith('.pdf')
    ? await runPyHanko('sign.py', [path.join(folder, 'pyhanko'), ...counts, file])
    : await runJava({ folder: 'ofdrw-peer', program: 'OfdrwPeer', buildProperty: 'peer.build' }, [
        folder,
        ...counts,
        file,
      ]);
  return JSON.parse(output.split('\n').find((line) => line.startsWith('{')) ?? '') as Rounds;
}

function figuresOf(file: string, ours: readonly Rounds[], peers: readonly Rounds[]): PeerFigures {
  const beside = (of: (values: readonly number[]) => number): Beside => {
    const [mine, theirs] = [timesOf(ours, of), timesOf(peers, of)];
    const times = {
      sign: tenth(theirs.signMs / mine.signMs),
      verify: tenth(theirs.verifyMs / mine.verifyMs),
      both: tenth(theirs.bothMs / mine.bothMs),
    };
    return { ours: mine, peer: theirs, times };
  };
  return {
    document: path.basename(file),
    peer: file.endsWith('.pdf') ? 'pyHanko, P-256' : 'ofdrw 2.3.3',
    medians: beside(median),
    undisturbed: beside(quickestTenth),
  };
}

function timesOf(turnsOf: readonly Rounds[], of: (values: readonly number[]) => number): Times {
  const sign = turnsOf.flatMap((turn) => turn.sign);
  const verify = turnsOf.flatMap((turn) => turn.verify);
  const both = sign.map((ms, round) => ms + verify[round]!);
  return { signMs: tenth(of(sign)), verifyMs: tenth(of(verify)), bothMs: tenth(of(both)) };
}
