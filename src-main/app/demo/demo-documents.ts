import path from 'node:path';
import { programFiles } from '../program-files.ts';
import { fileSource } from '#main/platform/files.ts';
import { detectFormat } from '#main/documents/document-format.ts';
import { pageSizes } from '#main/documents/page-sizes.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import type { Placement } from '#shared/model/placement.ts';

/** One document of the demonstration with what the handler writes about it. */
export interface DemoDocument {
  readonly file: string;
  readonly title: string;
  readonly number?: string;
  readonly reason: string;
  readonly type: RequestDraft['documentType'];
  /** Null: the lower right of the last page. */
  readonly place: { readonly page: number; readonly xMm: number; readonly yMm: number } | null;
}

/** The samples look like what offices send; all names are fictional. */
export const sampleDocuments: readonly DemoDocument[] = [
  {
    file: path.join(programFiles.samples, '通知.pdf'),
    title: '关于开展2026年农作物种子市场专项检查的通知',
    number: '青农发〔2026〕18号',
    reason: '印发全县种子市场专项检查通知',
    type: '公文',
    place: { page: 2, xMm: 129, yMm: 133 },
  },
  {
    file: path.join(programFiles.samples, '许可决定书.ofd'),
    title: '农作物种子生产经营许可决定书',
    reason: '作出农作物种子生产经营行政许可决定',
    type: '证照',
    place: null,
  },
];

/** A file named on the command line: stamped at the lower right of its last page. */
export function documentOf(file: string): DemoDocument {
  const absolute = path.resolve(file);
  const title = path.parse(absolute).name.slice(0, 200);
  return { file: absolute, title, reason: '演示用印', type: '其他', place: null };
}

/** Distance of the stamp from the right and the lower edge, as letters are usually sealed. */
const marginMm = { right: 30, bottom: 35 };

export async function placementFor(
  document: DemoDocument,
  seal: { readonly widthMm: number; readonly heightMm: number },
): Promise<Placement> {
  const { widthMm, heightMm } = seal;
  if (document.place) return { ...document.place, widthMm, heightMm };
  const source = fileSource(document.file);
  try {
    const { count, size } = await pageSizes(detectFormat(source), source);
    const page = size(count);
    const xMm = Math.max(0, page.widthMm - marginMm.right - widthMm);
    const yMm = Math.max(0, page.heightMm - marginMm.bottom - heightMm);
    // A page smaller than the seal gets a smaller stamp; its proportions stay.
    const scale = Math.min(1, page.widthMm / widthMm, page.heightMm / heightMm);
    return { page: count, xMm, yMm, widthMm: widthMm * scale, heightMm: heightMm * scale };
  } finally {
    source.close();
  }
}
