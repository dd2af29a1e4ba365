import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Placement } from '#shared/model/placement.ts';
import { expandRules } from '#shared/placing/expand-rules.ts';
import { openDemoStation, demoPeople, type DemoStation } from '#test/support/demo-station.ts';
import { canRun } from '#test/support/foreign-programs.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';
import { runOn } from '#test/support/pdf-stamping.ts';

let demo: DemoStation;
const seal = { widthMm: 42, heightMm: 42 };
const place: Placement = { page: 1, xMm: 100, yMm: 100, ...seal };

/** Slices over the pages of a file that the station knows. */
async function straddle(file: string): Promise<readonly Placement[]> {
  const handler = await demo.client(demoPeople.handler);
  const { documentId } = await handler.documents.importFile({ path: file });
  const pages = await handler.documents.pages({ documentId });
  return expandRules([{ kind: 'straddle', side: 'right', pages: '全部', at: 0.5 }], pages, seal);
}

beforeAll(async () => {
  demo = await openDemoStation();
}, 120_000);
afterAll(() => demo.close());

describe('a straddle seal (骑缝章) from the request to the register', () => {
  it.each([
    ['mixed.pdf', pdfDocument([{}, { mediaBox: [0, 0, 842, 595] }, { rotate: 90 }, {}])],
    ['four.ofd', makeOfd({ pages: 4 })],
  ])('is approved, stamped with one use of the key and registered slice by slice: %s', async (name, bytes) => {
    const file = demo.file(name, bytes);
    const placements = await straddle(file);
    const requestId = await demo.submitApproved(file, placements);
    const { output, entryNo } = await demo.stamp(requestId);
    const custodian = await demo.client(demoPeople.custodian);
    const { facts } = await custodian.ledger.story({ entryNo });
    expect(facts.positions).toEqual(placements);
    const { files } = await custodian.verification.verify({ files: [output] });
    expect(files[0]).toMatchObject({ verdict: 'valid' });
    const checks = name.endsWith('.pdf') && canRun('qpdf');
    const { status } = checks ? runOn(new Uint8Array(fs.readFileSync(output)), 'qpdf', ['--check']) : { status: 0 };
    expect(status).toBe(0);
  });
});

const refused = async (name: string, bytes: Uint8Array, placements: readonly Placement[]) =>
  demo.submit(demo.file(name, bytes), placements).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );

describe('a request for places that could never be stamped', () => {
  it.each([
    ['beyond the page', pdfDocument(), [{ ...place, xMm: 180 }], 'STAMP_PLACEMENT_OUTSIDE_PAGE'],
    ['on a page that is not there', pdfDocument(), [{ ...place, page: 2 }], 'STAMP_PAGE_NOT_FOUND'],
    [
      'beyond the page when it is turned',
      pdfDocument(),
      [{ ...place, xMm: 0, rotation: 45 }],
      'STAMP_PLACEMENT_OUTSIDE_PAGE',
    ],
    [
      'with a character that no font of the program has',
      pdfDocument(),
      [{ ...place, text: { value: '\u{1f600}', heightMm: 3 } }],
      'STAMP_TEXT_NOT_DRAWABLE',
    ],
  ])('is refused before anybody approves it: %s', async (name, bytes, placements, code) => {
    expect(await refused(`${name}.pdf`, bytes, placements)).toBe(code);
  });

  it('is refused in an OFD where it asks for a turn', async () => {
    expect(await refused('turned.ofd', makeOfd(), [{ ...place, rotation: 5 }])).toBe('STAMP_LOOK_NOT_IN_FORMAT');
  });

  it('is refused when its slices do not fit together', async () => {
    const slice = { group: 1, index: 1, count: 2, side: 'right' } as const;
    expect(await refused('slice.pdf', pdfDocument([{}, {}]), [{ ...place, slice }])).toBe('RPC_INVALID_INPUT');
  });
});
