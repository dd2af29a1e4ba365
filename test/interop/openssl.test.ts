import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { ask, canRun } from '#test/support/foreign-programs.ts';
import { opensslDer, type OpensslDer } from '#test/support/openssl-der.ts';
import { stampSamples, type StampedSamples } from '#test/support/stamped-samples.ts';

const userId = 'distid:1234567812345678';
let folder: string;
let samples: StampedSamples;

/** A seal signature and the original text it is about, found without any code of the program. */
interface Found {
  readonly value: Uint8Array;
  readonly original: Uint8Array;
}

function inPdf(file: string): Found[] {
  const bytes = readFileSync(file);
  const ranges = [...bytes.toString('latin1').matchAll(/\/ByteRange \[ *(\d+) +(\d+) +(\d+) +(\d+) *\]/g)];
  return ranges.map((match) => {
    const [a, b, c, d] = match.slice(1, 5).map(Number) as [number, number, number, number];
    const value = Buffer.from(bytes.toString('latin1', a + b + 1, c - 1), 'hex');
    return { value, original: Buffer.concat([bytes.subarray(a, a + b), bytes.subarray(c, c + d)]) };
  });
}

async function inOfd(file: string): Promise<Found[]> {
  const entries = new Map<string, Uint8Array>();
  const zip = await yauzl.openPromise(file, { autoClose: false });
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  zip.close();
  const values = [...entries.keys()].filter((name) => name.endsWith('/SignedValue.dat')).toSorted();
  return values.map((name) => ({
    value: entries.get(name)!,
    original: entries.get(name.replace('SignedValue.dat', 'Signature.xml'))!,
  }));
}

/** The octet in front counts unused bits. */
const bits = (bitString: OpensslDer): Uint8Array => bitString.content.subarray(1);

/** SES_Signature of GB/T 38540: { toSign { version, eseal, … }, cert, signatureAlgID, signature }. */
function partsOf({ value }: Found) {
  const [toSign, cert, , signature] = opensslDer(value).children as [OpensslDer, OpensslDer, OpensslDer, OpensslDer];
  const [, seal, , dataHash] = toSign.children as [OpensslDer, OpensslDer, OpensslDer, OpensslDer];
  const [sealInfo, makerCert, , makerSignature] = seal.children as [OpensslDer, OpensslDer, OpensslDer, OpensslDer];
  return {
    tbs: toSign.whole,
    certificate: cert.content,
    signature: bits(signature),
    dataHash: bits(dataHash),
    sealInfo: sealInfo.whole,
    makerCertificate: makerCert.content,
    makerSignature: bits(makerSignature),
  };
}

let files = 0;
function file(bytes: Uint8Array): string {
  files += 1;
  const path = join(folder, String(files));
  writeFileSync(path, bytes);
  return path;
}

function verify(certificate: Uint8Array, message: Uint8Array, signature: Uint8Array): string {
  const key = file(ask('openssl', ['x509', '-inform', 'DER', '-noout', '-pubkey'], certificate).bytes);
  const signed = ['-sigopt', userId, '-signature', file(signature), file(message)];
  return ask('openssl', ['dgst', '-sm3', '-verify', key, ...signed]).text.trim();
}

/** OpenSSL 3.0 gives the user identity to the first certificate only, so each link is asked for by itself. */
function link(certificatePem: string, issuerPem: string): string {
  const args = ['verify', '-x509_strict', '-partial_chain', '-vfyopt', userId, '-CAfile', issuerPem, certificatePem];
  return ask('openssl', args).text.trim().replace(certificatePem, '…');
}

function pemOf(certificate: Uint8Array): string {
  return file(ask('openssl', ['x509', '-inform', 'DER'], certificate).bytes);
}

describe.skipIf(!canRun('openssl'))('documents stamped by a station, judged by OpenSSL', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'interop-openssl-'));
    samples = await stampSamples();
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await samples?.close();
  });

  describe.each(['PDF', 'OFD'] as const)('%s', (format) => {
    let found: Found[];
    beforeAll(async () => {
      found = format === 'PDF' ? inPdf(samples.pdf.twice) : await inOfd(samples.ofd.twice);
    });

    it('holds two seal signatures', () => {
      expect(found).toHaveLength(2);
    });

    it('is signed by the key of the certificate inside, over TBS_Sign as stored', () => {
      for (const each of found) {
        const { certificate, tbs, signature } = partsOf(each);
        expect(verify(certificate, tbs, signature)).toBe('Verified OK');
        expect(verify(certificate, tbs.subarray(1), signature)).not.toBe('Verified OK');
      }
    });

    it('states the SM3 of the original text as OpenSSL computes it', () => {
      for (const each of found) {
        const digest = ask('openssl', ['dgst', '-sm3', '-binary'], each.original).bytes;
        expect(Buffer.from(partsOf(each).dataHash).equals(digest)).toBe(true);
      }
    });

    it('carries a seal signed by its maker over eSealInfo', () => {
      for (const each of found) {
        const { makerCertificate, sealInfo, makerSignature } = partsOf(each);
        expect(verify(makerCertificate, sealInfo, makerSignature)).toBe('Verified OK');
      }
    });

    it('chains signer and maker to the root, link by link', () => {
      const { root, operating, maker } = samples.certificates;
      for (const each of found) {
        const { certificate, makerCertificate } = partsOf(each);
        expect(link(pemOf(certificate), operating)).toBe('…: OK');
        expect(link(pemOf(makerCertificate), operating)).toBe('…: OK');
        expect(readFileSync(pemOf(makerCertificate), 'latin1').trim()).toBe(readFileSync(maker, 'latin1').trim());
      }
      expect(link(operating, root)).toBe('…: OK');
      expect(link(root, root)).toBe('…: OK');
      expect(link(root, operating)).not.toBe('…: OK');
    });
  });
});
