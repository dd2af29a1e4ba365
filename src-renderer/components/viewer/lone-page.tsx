import type { ReactNode } from 'react';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { errorText } from '../../bridge/words.ts';
import { ErrorLine } from '../error-panel.tsx';
import type { PageSize } from './page-layout.ts';
import { PagePicture } from './page-picture.tsx';
import type { PageOnScreen } from './sheet.tsx';
import { useDrawnPage } from './use-drawn-page.ts';
import { usePageSource } from './use-page-source.ts';
import './viewer.css';

const isStill = (): boolean => false;

/** One page of a document and nothing to handle it with, for a glance beside other work. */
export function LonePage(props: {
  /** As in the viewer. */
  readonly address: string;
  readonly original: 'original' | 'output';
  readonly format: DocumentFormat;
  readonly page: PageSize;
  /** Room in CSS pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly overlay?: ((page: PageOnScreen) => ReactNode) | undefined;
}) {
  const { address, original, format, page, widthPx, heightPx, overlay } = props;
  const opened = usePageSource(format, address, original);
  const pxPerMm = Math.min(widthPx / page.widthMm, heightPx / page.heightMm);
  const drawing = useDrawnPage(opened.source, page, pxPerMm, 'sheet', isStill);
  // White paper would be taken for a page with nothing on it.
  const error = opened.error ?? drawing.error;
  if (error !== null) return <ErrorLine error={errorText(toErrorShape(asStationError(error)))} />;
  return <PagePicture {...{ drawing, page, pxPerMm, overlay }} />;
}
