import fs from 'node:fs';
import path from 'node:path';
import { openStation, type Station } from '#main/app/open-station.ts';
import { documentOf, placementFor } from '#main/app/demo/demo-documents.ts';
import { demoAccounts, demoUnit } from '#main/app/demo/demo-people.ts';
import { importDocument } from '#main/documents/import-document.ts';
import { createWords } from '#main/platform/words.ts';
import { sealForApproval } from '#main/rpc/request-view.ts';
import { listKeptSeals } from '#main/seals/kept-seals.ts';
import { findPerson } from '#main/station/people.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { preparedNames } from '#test/support/prepared-station.ts';

const noPin = { askPin: async () => ({ kind: 'cancelled' }) as const };

/**
 * Submit and approve many requests on a prepared station, PDF and OFD in turn, past the passwords but by the same
 * services and with the same signatures.
 *
 * @returns the key the station's checkpoints verify with
 */
export async function approveMany(folder: string, count: number): Promise<Uint8Array> {
  const data = path.join(folder, preparedNames.station);
  const station = await openStation({ data, words: createWords(), pinEntry: noPin });
  try {
    const files = ['pdf', 'ofd'].map((suffix) => path.join(folder, `原件.${suffix}`));
    fs.writeFileSync(files[0]!, pdfDocument());
    fs.writeFileSync(files[1]!, makeOfd());
    const documents = await Promise.all(files.map((file) => importAs(station, file)));
    for (let n = 0; n < count; n += 1) approveOne(station, documents[n % 2]!);
    return station.parts.ready().machineKey.publicKey;
  } finally {
    await station.close();
  }
}

type Imported = Awaited<ReturnType<typeof importAs>>;

export async function importAs(station: Station, file: string) {
  const { db, clock, ids, paths, reader } = station.parts;
  const deps = { db, clock, ids, folder: paths.originals, inspect: reader.inspect };
  const document = await importDocument(deps, file, demoAccounts.handler);
  const [seal] = listKeptSeals(db);
  const { widthMm, heightMm } = seal!.seal.picture;
  return { document, placement: await placementFor(documentOf(file), { widthMm, heightMm }), esId: seal!.esId };
}

/** @returns the id of a request that only waits for its stamp */
export function approveOne(station: Station, { document, placement, esId }: Imported): string {
  const { db } = station.parts;
  const { approvals } = station.parts.ready();
  const seal = sealForApproval(db, esId);
  const { requestId } = approvals.submit({
    draft: {
      documentId: document.documentId,
      sealEsId: esId,
      placements: [placement],
      copies: 1,
      reason: '印发专项检查通知',
      unitName: demoUnit.name,
      deptName: '种业管理股',
      documentTitle: path.parse(document.fileName).name,
      documentType: '公文',
      secrecy: '非涉密',
    },
    handler: findPerson(db, demoAccounts.handler)!,
    document,
    seal,
  });
  const decider = findPerson(db, demoAccounts.approver)!;
  const pages = [...new Set([1, placement.page, document.pages])];
  approvals.recordView({ requestId, account: decider.account, pages, medium: 'attested' });
  approvals.decide({ requestId, decider, decision: 'approve', opinion: '同意', seal });
  return requestId;
}
