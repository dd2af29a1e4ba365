import fs from 'node:fs';
import path from 'node:path';
import { decisionsOf } from '#main/approvals/decision-repository.ts';
import { memorySource } from '#main/formats/byte-source.ts';
import { writeArchive } from '#main/formats/ofd/zip-writer.ts';
import { entryEvidence, jsonFile, type EvidenceFile } from '#main/ledger/entry-evidence.ts';
import { findEntry } from '#main/ledger/entry-story.ts';
import { renameDurably, writeDurably } from '#main/platform/files.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { officeTime, parseEntryNo } from '#shared/model/register-entry.ts';
import { findRequest } from './entry-sources.ts';
import type { ReadyParts, StationParts } from './station-parts.ts';

/** Comes with the program; two levels below its root, here as in a built program. */
const checker = path.join(import.meta.dirname, '..', '..', 'assets', 'evidence', 'check.py');

export interface EvidenceOrder {
  readonly entryNo: string;
  readonly purpose: string;
  readonly by: SignedInPerson;
}

/**
 * Everything about one number in one archive: leaves, proofs, checkpoint, receipt, decisions with their signatures, what
 * was asked, and a program that checks it with Python and OpenSSL alone.
 *
 * @param file where it goes; it is written under a temporary name first
 * @throws LEDGER_NOT_FOUND
 */
export function writeEvidence(
  parts: StationParts,
  ready: ReadyParts,
  order: EvidenceOrder,
  file: string,
): { readonly files: number; readonly sm3: string } {
  const files = evidenceFiles(parts, ready, order);
  // The writer takes paths from the root, as packages of documents name them.
  const packed = files.map((each) => ({ path: `/${each.path}`, content: each.content }));
  const archive = Buffer.concat([...writeArchive(memorySource(new Uint8Array()), packed, parts.clock.now())]);
  writeDurably(`${file}.part`, [archive]);
  renameDurably(`${file}.part`, file);
  return { files: files.length, sm3: toHex(sm3(archive)) };
}

function evidenceFiles(parts: StationParts, ready: ReadyParts, order: EvidenceOrder): readonly EvidenceFile[] {
  const { db, words, clock } = parts;
  const number = parseEntryNo(order.entryNo);
  if (!number) throw new StationError('LEDGER_NOT_FOUND', { entry: order.entryNo });
  const story = findEntry(db, number);
  const { requestId } = story.intent.record.body;
  const request = findRequest(db, requestId);
  const decisions = decisionsOf(db, requestId).map((decision) => ({
    step: decision.step,
    name: decision.name,
    post: decision.post,
    decision: decision.decision,
    opinion: decision.opinion,
    at: officeTime(decision.at),
    proof: decision.proof,
    statement: decision.statement,
    signature: Buffer.from(decision.signatureRs).toString('base64'),
    certificate: Buffer.from(decision.signerCertificate).toString('base64'),
  }));
  const { stationId, unitName } = ready.identity;
  const { publicKey, certificate } = ready.machineKey;
  const readme = words.say('ledger.evidence.readme', {
    entryNo: order.entryNo,
    unit: unitName,
    station: stationId,
    at: officeTime(clock.now()),
    by: order.by.name,
    purpose: order.purpose,
  });
  return [
    { path: 'README.txt', content: new TextEncoder().encode(`\ufeff${readme.replaceAll('\n', '\r\n')}\r\n`) },
    { path: 'check.py', content: fs.readFileSync(checker) },
    ...entryEvidence(db, story, { station: stationId, publicKey, certificate }),
    jsonFile('decisions.json', decisions),
    ...(request ? [jsonFile('request.json', factsOf(request))] : []),
  ];
}

function factsOf(request: NonNullable<ReturnType<typeof findRequest>>) {
  const { requestId, approvalYear, approvalSeq, handler, documentSm3, pages, draft, submittedAt } = request;
  return {
    requestId,
    approvalYear,
    approvalSeq,
    handler,
    documentSm3,
    pages,
    draft,
    submittedAt: officeTime(submittedAt),
  };
}
