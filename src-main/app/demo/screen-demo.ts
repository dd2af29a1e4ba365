import fs from 'node:fs';
import path from 'node:path';
import type { Words } from '#main/platform/words.ts';
import type { SealView } from '#shared/contract/station.ts';
import { openStation, type Station } from '../open-station.ts';
import { sampleDocuments, type DemoDocument } from './demo-documents.ts';
import { demoNames, emptyDemoFolder } from './demo-folder.ts';
import { demoAccounts, demoPin } from './demo-people.ts';
import { startDemoRegistry, type DemoRegistry } from './demo-registry.ts';
import { businessSeal, deliverSeal, issueSeal, unitSeal } from './demo-seal.ts';
import { addDemoStaff, decideDemo, enrolDemo, signInDemo, submitDemo } from './demo-steps.ts';

/** A demonstration for the screen: an office in the middle of its work. */
export interface ScreenDemo {
  /** Data folder of the station; closed, so that a shell can open it. */
  readonly data: string;
  /** Goes on running for the station to talk to. */
  readonly registry: DemoRegistry;
}

/**
 * Makes a station with two seals on two training keys, requests in every state a visitor may want to see, and a
 * register with entries, of which the last is not synchronised yet.
 *
 * @param folder emptied first, if it is a demonstration's own
 */
export async function prepareScreenDemo(folder: string, words: Words): Promise<ScreenDemo> {
  emptyDemoFolder(folder);
  const data = path.join(folder, demoNames.station);
  fs.mkdirSync(path.join(data, 'softkey'), { recursive: true });
  const registry = await startDemoRegistry(path.join(folder, demoNames.registry));
  try {
    const pinEntry = { askPin: async () => ({ kind: 'pin', pin: demoPin }) as const };
    const station = await openStation({ data, words, pinEntry });
    try {
      await enrolDemo(station, registry);
      await addDemoStaff(station);
      for (const seal of [unitSeal, businessSeal]) {
        await deliverSeal(station, registry, await issueSeal(station, registry, seal));
      }
      await doOfficeWork(station, folder);
    } finally {
      await station.close();
    }
    return { data, registry };
  } catch (error) {
    registry.stop();
    throw error;
  }
}

async function doOfficeWork(station: Station, folder: string): Promise<void> {
  const custodian = await signInDemo(station, demoAccounts.custodian);
  await custodian.station.sync.run();
  const seals = await custodian.station.seals.list();
  const unit = sealNamed(seals, unitSeal.sealName);
  const business = sealNamed(seals, businessSeal.sealName);
  const [notice, permit] = sampleDocuments as [DemoDocument, DemoDocument];
  const drafts = path.join(folder, demoNames.drafts);
  const noticeAs = (name: string): DemoDocument => ({
    ...notice,
    title: name,
    file: varied(notice.file, drafts, name),
  });

  const approved = async (document: DemoDocument, seal: SealView): Promise<string> => {
    const { requestId } = await submitDemo(station, document, seal);
    await decideDemo(station, requestId);
    return requestId;
  };
  const stamp = async (requestId: string): Promise<unknown> => custodian.stamping.stamp({ requestId });

  await stamp(await approved(noticeAs('关于做好春耕备耕种子供应保障工作的通知'), unit));
  await stamp(await approved(permit, business));
  await custodian.station.sync.run();
  await stamp(await approved(noticeAs('关于开展农作物种子质量监督抽查的通知'), unit));

  const refused = await submitDemo(station, noticeAs('关于举办种子展销活动的函'), unit);
  await decideDemo(station, refused.requestId, { decision: 'refuse', opinion: '请补充活动方案和经费来源后重新提交。' });
  const withdrawn = await submitDemo(station, noticeAs('关于调整种子企业备案时限的通知'), unit);
  await (await signInDemo(station, demoAccounts.handler)).approvals.withdraw({ requestId: withdrawn.requestId });

  await approved(notice, unit);
  await approved({ ...permit, reason: '补发农作物种子生产经营许可决定书' }, business);
  await submitDemo(station, noticeAs('关于公布2026年主导品种名录的通知'), unit);
  await submitDemo(station, noticeAs('关于报送种子市场专项检查总结的报告'), unit);
}

function sealNamed(seals: readonly SealView[], name: string): SealView {
  const found = seals.find((seal) => seal.name === name);
  if (!found) throw new TypeError(`no seal ${name}`);
  return found;
}

/** A copy of a PDF that is another document to the station: a comment behind its end changes its digest alone. */
function varied(file: string, folder: string, name: string): string {
  fs.mkdirSync(folder, { recursive: true });
  const copy = path.join(folder, `${name}${path.extname(file)}`);
  fs.copyFileSync(file, copy);
  fs.appendFileSync(copy, `% ${name}\n`);
  return copy;
}
