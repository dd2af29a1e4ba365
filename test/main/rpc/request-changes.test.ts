import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts, demoPassword } from '#main/app/demo/demo-people.ts';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { refusalOf } from '#test/support/refusals.ts';
import { openScreenStation, sampleNotice, type ScreenStation } from '#test/support/screen-station.ts';

// A request submitted again after a return (U-APR-5): the decider is shown what is new, and the desk forgets the return.

let screen: ScreenStation;
beforeAll(async () => {
  screen = await openScreenStation();
});
afterAll(() => screen.close());

const handler = async () => screen.client(await screen.signIn(demoAccounts.handler));
const approver = async () => screen.client(await screen.signIn(demoAccounts.approver));

const tasks = async () => (await (await handler()).desk.summary()).tasks.map(({ requestId }) => requestId);

function pdfOf(...lines: readonly string[]): string {
  const content = lines.map((text, index) => `BT /F1 14 Tf 60 ${760 - 30 * index} Td (${text}) Tj ET`).join('\n');
  const file = path.join(screen.station.paths.folder, `changed-${lines.length}-${lines.at(-1)}.pdf`);
  fs.writeFileSync(file, pdfDocument([{ content }]));
  return file;
}

async function submit(file: string, change: Partial<RequestDraft> = {}): Promise<RequestView> {
  const client = await handler();
  const [seal] = await client.station.seals.list();
  const { documentId } = await client.documents.importFile({ path: file });
  return client.approvals.submit({
    documentId,
    sealEsId: seal!.esId,
    placements: [{ page: 1, xMm: 100, yMm: 200, widthMm: 42, heightMm: 42 }],
    copies: 1,
    reason: '印发专项检查通知',
    unitName: '青禾县农业农村局',
    deptName: '种业管理股',
    documentTitle: '检查通知',
    documentType: '公文',
    secrecy: '非涉密',
    ...change,
  });
}

async function giveBack(requestId: string): Promise<void> {
  const decided = { requestId, decision: 'refuse', opinion: '份数不对，请改。', password: demoPassword } as const;
  await (await approver()).approvals.decide(decided);
}

describe('a request that takes the place of a returned one', () => {
  it('shows its decider the fields and the lines that changed, and with what words it was returned', async () => {
    const former = await submit(pdfOf('Notice', 'Ten copies', 'End'));
    await giveBack(former.requestId);
    const again = await submit(pdfOf('Notice', 'Twelve copies', 'End', 'Annex'), {
      formerRequestId: former.requestId,
      copies: 12,
      documentNumber: '青农发〔2026〕18号',
    });
    const changes = await (await approver()).approvals.changes({ requestId: again.requestId });
    expect(changes).toMatchObject({
      former: { requestId: former.requestId, approvalId: former.approvalId },
      returned: { name: '贺志远', opinion: '份数不对，请改。' },
    });
    expect(changes!.fields).toEqual([
      { field: 'copies', before: '1', after: '12' },
      { field: 'number', before: null, after: '青农发〔2026〕18号' },
    ]);
    expect(changes!.text).toEqual({
      state: 'whole',
      changes: [
        { kind: 'removed', page: 1, text: 'Ten copies' },
        { kind: 'added', page: 1, text: 'Twelve copies' },
        { kind: 'added', page: 1, text: 'Annex' },
      ],
    });
  });

  it('says that the file is the same where it is', async () => {
    const former = await submit(sampleNotice);
    await giveBack(former.requestId);
    const again = await submit(sampleNotice, { formerRequestId: former.requestId, copies: 2 });
    const changes = await (await approver()).approvals.changes({ requestId: again.requestId });
    expect(changes!.text).toEqual({ state: 'same', changes: [] });
  });

  it('is no task of the handler any more once it was submitted again', async () => {
    const former = await submit(pdfOf('Task'));
    await giveBack(former.requestId);
    expect(await tasks()).toContain(former.requestId);
    await submit(pdfOf('Task', 'mended'), { formerRequestId: former.requestId });
    expect(await tasks()).not.toContain(former.requestId);
  });

  it('is no task either where it was asked for anew under the same title, and stays one beside other titles', async () => {
    const former = await submit(pdfOf('Anew'), { documentTitle: '另一份通知' });
    await giveBack(former.requestId);
    await submit(pdfOf('Anew', 'other'), { documentTitle: '别的通知' });
    expect(await tasks()).toContain(former.requestId);
    await submit(pdfOf('Anew', 'mended'), { documentTitle: '另一份通知' });
    expect(await tasks()).not.toContain(former.requestId);
  });

  it('may be an own one that came to nothing, and no other', async () => {
    const open = await submit(pdfOf('Open'));
    const refused = await refusalOf(() => submit(pdfOf('Open', '2'), { formerRequestId: open.requestId }));
    expect(refused).toBe('APPROVAL_NOT_FOUND');
    const nobody = '6f1c1b1e-6f7e-4d7e-9a53-000000000001';
    expect(await refusalOf(() => submit(pdfOf('Open', '3'), { formerRequestId: nobody }))).toBe('APPROVAL_NOT_FOUND');
  });

  it('is compared with nothing where it takes nobody’s place, and for nobody who may not see it', async () => {
    const { requestId } = await submit(pdfOf('First'));
    expect(await (await approver()).approvals.changes({ requestId })).toBeNull();
    const exporter = screen.client(await screen.signIn(demoAccounts.system));
    expect(await refusalOf(() => exporter.approvals.changes({ requestId }))).toBe('APPROVAL_NOT_FOUND');
  });
});
