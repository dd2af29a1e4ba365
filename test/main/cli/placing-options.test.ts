import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placesFor, type PlacingOptions } from '#main/cli/commands/placing-options.ts';
import { sampleDocuments } from '#main/app/demo/demo-documents.ts';
import type { StationClient } from '#main/rpc/router.ts';
import type { PlacementRule } from '#shared/placing/placement-rule.ts';
import { openDemoStation, demoPeople, type DemoStation } from '#test/support/demo-station.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { pdfDocument } from '#test/support/pdf-documents.ts';

const seal = { widthMm: 40, heightMm: 40 };
const outside = 'STAMP_PLACEMENT_OUTSIDE_PAGE';
let demo: DemoStation;
let handler: StationClient;
const ids = new Map<string, string>();

beforeAll(async () => {
  demo = await openDemoStation();
  handler = await demo.client(demoPeople.handler);
  const mixed = pdfDocument([{}, { mediaBox: [0, 0, 842, 595] }, { rotate: 90 }]);
  const ofd = makeOfd({ pages: 3, text: (page) => (page === 2 ? '此处 盖章处 与盖章处' : '没有') });
  for (const [name, path] of [
    ['pdf', demo.file('mixed.pdf', mixed)],
    ['ofd', demo.file('words.ofd', ofd)],
    ['sample', sampleDocuments[0]!.file],
  ] as const) {
    ids.set(name, (await handler.documents.importFile({ path })).documentId);
  }
}, 120_000);
afterAll(() => demo.close());

const places = async (document: string, options: Partial<PlacingOptions>) =>
  (await placesFor(handler, { place: [], ...options }, ids.get(document)!, seal)).places;

describe('places asked for on the command line', () => {
  it('at coordinates, with another size where one is given', async () => {
    expect(await places('pdf', { place: ['1,10,20', '2,30,40,20,20'] })).toEqual([
      { page: 1, xMm: 10, yMm: 20, ...seal },
      { page: 2, xMm: 30, yMm: 40, widthMm: 20, heightMm: 20 },
    ]);
  });

  it('on pages and on every page, from a corner', async () => {
    const one = await places('pdf', { pages: '末页', at: '10,15', corner: 'bottom-right', rotate: '5' });
    expect(one).toEqual([{ page: 3, xMm: 247.039, yMm: 154.903, ...seal, rotation: 5 }]);
    expect(await places('pdf', { everyPage: true, at: '10,15' })).toHaveLength(3);
  });

  it('at every occurrence of a text in an OFD, or one of them', async () => {
    const all = await places('ofd', { keyword: '盖章处', offset: '0,10' });
    expect(all.map(({ page }) => page)).toEqual([2, 2]);
    expect(all[1]!.xMm).toBeGreaterThan(all[0]!.xMm + 10);
    expect(await places('ofd', { keyword: '盖章处', occurrence: '2', offset: '5,7' })).toEqual([
      { ...all[1], xMm: expect.closeTo(all[1]!.xMm + 5, 3), yMm: expect.closeTo(all[1]!.yMm - 3, 3) },
    ]);
  });

  it('at a text in a PDF, where its page shows it, turned or not', async () => {
    const found = await places('pdf', { keyword: 'contract' });
    // "Contract" in 24 points at 60, 60 from the lower left of each page; the last one is turned clockwise.
    expect(found.map(({ page }) => page)).toEqual([1, 2, 3]);
    const middle = found.map(({ xMm, yMm }) => [Math.round(xMm + 20), Math.round(yMm + 20)]);
    expect(middle[0]![0]).toBeGreaterThan(21);
    expect(middle[0]![1]).toBeGreaterThan(268);
    expect(middle[2]![1]).toBeLessThan(60);
  });

  it('in the sample of the program, which has Chinese fonts', async () => {
    const { found, pages, pagesRead } = await handler.placing.findText({
      documentId: ids.get('sample')!,
      text: '农业农村局',
    });
    expect(found.length).toBeGreaterThan(0);
    expect(pagesRead).toBe(pages);
  });

  it('over the edge of all pages', async () => {
    const slices = await places('pdf', { straddle: 'right', perSeal: '3', firstShare: '0.5' });
    expect(slices.map(({ clip }) => clip?.widthMm)).toEqual([20, 10, 10]);
  });

  it.each([
    ['nothing at all', {}, 'RPC_INVALID_INPUT'],
    ['pages without a distance', { pages: '1' }, 'RPC_INVALID_INPUT'],
    ['an edge that is none', { straddle: 'middle' }, 'RPC_INVALID_INPUT'],
    ['an occurrence that is none', { keyword: 'Contract', occurrence: 'x' }, 'RPC_INVALID_INPUT'],
    ['a text that is not there', { keyword: '此处无字' }, 'STAMP_KEYWORD_NOT_FOUND'],
    ['a text so near the edge that the seal would leave the page', { keyword: 'Contract', offset: '0,30' }, outside],
    ['pages that are not there', { pages: '2-9', at: '1,1' }, 'STAMP_PAGE_NOT_FOUND'],
    ['slices that are too thin', { straddle: 'right', leastSlice: '15' }, 'STAMP_SLICE_TOO_THIN'],
  ])('are refused with %s', async (_, options, code) => {
    await expect(places('pdf', options)).rejects.toMatchObject({ code });
  });

  it('come with warnings: seals on each other, and on a stamp that is there', async () => {
    const requestId = await demo.submitApproved(demo.file('plain.pdf', pdfDocument()), [
      { page: 1, xMm: 100, yMm: 100, widthMm: 42, heightMm: 42 },
    ]);
    const { output } = await demo.stamp(requestId);
    const { documentId } = await handler.documents.importFile({ path: output });
    const options = { place: ['1,10,10', '1,30,30', '1,110,110'] };
    const { warnings } = await placesFor(handler, options, documentId, seal);
    expect(warnings).toEqual([
      { kind: 'overlap', pages: [1] },
      { kind: 'existing', pages: [1] },
    ]);
  });
});

describe('templates of places', () => {
  const rules: PlacementRule[] = [
    { kind: 'straddle', side: 'right', pages: '全部', at: 0.5 },
    { kind: 'keyword', keyword: '盖章处', which: 'all', anchors: [{ page: 2, xMm: 1, yMm: 2 }], dxMm: 0, dyMm: 0 },
  ];

  it('are kept for their writer or for the office, without the places of one document', async () => {
    await handler.placing.saveTemplate({ name: '合同', isShared: true, rules });
    await handler.placing.saveTemplate({ name: '我的', isShared: false, rules: rules.slice(0, 1) });
    await handler.placing.saveTemplate({
      name: '我的',
      isShared: false,
      rules: [...rules.slice(0, 1), ...rules.slice(0, 1)],
    });
    const own = await handler.placing.templates();
    expect(own.map(({ name, isOwn, rules: kept }) => [name, isOwn, kept.length])).toEqual([
      ['合同', true, 2],
      ['我的', true, 2],
    ]);
    expect(own[0]!.rules[1]).toMatchObject({ keyword: '盖章处', anchors: [] });
    const approver = await demo.client(demoPeople.approver);
    const others = await approver.placing.templates();
    expect(others.map(({ name, isOwn }) => [name, isOwn])).toEqual([['合同', false]]);
    await approver.placing.removeTemplate({ templateId: others[0]!.templateId });
    expect(await handler.placing.templates()).toHaveLength(2);
    await handler.placing.removeTemplate({ templateId: own[0]!.templateId });
    expect(await handler.placing.templates()).toHaveLength(1);
  });

  it('are not for a custodian, who asks for nothing', async () => {
    const custodian = await demo.client(demoPeople.custodian);
    await expect(custodian.placing.templates()).rejects.toMatchObject({ code: 'RPC_FORBIDDEN' });
  });
});
