import type { DrawReason } from '#shared/i18n/zh-cn/ofd-draw.ts';
import type { Box } from '../geometry.ts';

/** One object as markup in its own space. */
export interface Drawn {
  readonly markup: string;
  /** What it covers in its own space; null when that is unknown or nothing. */
  readonly box: Box | null;
  /** How far beyond its Boundary the object may show, on the page: producers write boxes that are too small. */
  readonly slackMm: number;
  /** Why a frame stands here instead of the object. */
  readonly gap?: DrawReason;
}

export const nothingDrawn: Drawn = { markup: '', box: null, slackMm: 0 };
