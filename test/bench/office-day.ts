import path from 'node:path';
import { placementFor, sampleDocuments, type DemoDocument } from '#main/app/demo/demo-documents.ts';
import { demoAccounts, demoPassword, demoPin, demoUnit } from '#main/app/demo/demo-people.ts';
import type { Colleague, ContractClient } from '../../e2e/support/contract-client.ts';

/** Requests of one day, submitted and approved by their people through the contract. @returns those that wait for a stamp */
export async function submitAndApprove(colleague: Colleague, count: number): Promise<readonly string[]> {
  const kept: { document: DemoDocument; documentId: string }[] = [];
  for (const document of sampleDocuments) {
    kept.push({ document, documentId: (await colleague.bringing(demoAccounts.handler, document.file)).documentId });
  }
  const handler = await colleague.as(demoAccounts.handler);
  const approver = await colleague.as(demoAccounts.approver);
  const seals = await handler.station.seals.list();
  const requests: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { document, documentId } = kept[number % kept.length]!;
    const seal = seals[number % seals.length]!;
    const { requestId, pagesToRead } = await handler.approvals.submit({
      documentId,
      sealEsId: seal.esId,
      placements: [await placementFor(document, seal)],
      copies: 1,
      reason: document.reason,
      unitName: demoUnit.name,
      deptName: '种业管理股',
      documentTitle: `${path.parse(document.file).name}（第 ${number} 件）`,
      documentType: document.type,
      secrecy: '非涉密',
    });
    await approver.approvals.recordView({ requestId, pages: [...pagesToRead], medium: 'attested' });
    await approver.approvals.decide({ requestId, decision: 'approve', opinion: '同意', password: demoPassword });
    requests.push(requestId);
  }
  return requests;
}

/** Answers every question about the PIN that is put to this session, until the signal. */
export async function answerQuestions(custodian: ContractClient, signal: AbortSignal): Promise<void> {
  try {
    for await (const event of await custodian.events.subscribe(undefined, { signal })) {
      if (event.type !== 'question.asked') continue;
      const { questionId } = event.question;
      const answer = { kind: 'pin', pin: demoPin, confirmedFinalTry: false } as const;
      // The stamping call is the one that tells when something is wrong.
      void custodian.questions.answer({ questionId, answer }).catch(() => undefined);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
