import type { Command } from 'commander';
import type { StationClient } from '#main/rpc/router.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { straddleSides, type Placement } from '#shared/model/placement.ts';
import type { SealView } from '#shared/contract/station.ts';
import { expandRules } from '#shared/placing/expand-rules.ts';
import { placementRuleSchema, corners, type PlacementRule } from '#shared/placing/placement-rule.ts';
import { placeWarnings, type PlaceWarning } from '#shared/placing/place-warnings.ts';

/** How a command line says where seals go. */
export interface PlacingOptions {
  readonly place: readonly string[];
  readonly pages?: string;
  readonly everyPage?: boolean;
  readonly at?: string;
  readonly corner?: string;
  readonly keyword?: string;
  readonly occurrence?: string;
  readonly offset?: string;
  readonly straddle?: string;
  readonly straddlePages?: string;
  readonly along?: string;
  readonly perSeal?: string;
  readonly leastSlice?: string;
  readonly firstShare?: string;
  readonly rotate?: string;
  readonly opacity?: string;
  readonly line?: string;
}

export function addPlacingOptions(command: Command, say: (key: string) => string): Command {
  return command
    .option('--place <page,x,y>', say('place'), (value, previous: readonly string[]) => [...previous, value], [])
    .option('--pages <range>', say('pages'))
    .option('--every-page', say('everyPage'))
    .option('--at <x,y>', say('at'))
    .option('--corner <corner>', `${say('corner')} (${corners.join(', ')})`)
    .option('--keyword <text>', say('keyword'))
    .option('--occurrence <n>', say('occurrence'))
    .option('--offset <dx,dy>', say('offset'))
    .option('--straddle <side>', `${say('straddle')} (${straddleSides.join(', ')})`)
    .option('--straddle-pages <range>', say('straddlePages'))
    .option('--along <share>', say('along'))
    .option('--per-seal <n>', say('perSeal'))
    .option('--least-slice <mm>', say('leastSlice'))
    .option('--first-share <share>', say('firstShare'))
    .option('--rotate <degrees>', say('rotate'))
    .option('--opacity <share>', say('opacity'))
    .option('--line <text>', say('line'));
}

/**
 * The places that were asked for, and what to look at before they are.
 *
 * @throws RPC_INVALID_INPUT for what cannot be read, and what `expandRules` throws
 */
export async function placesFor(
  client: StationClient,
  options: PlacingOptions,
  documentId: string,
  seal: Pick<SealView, 'widthMm' | 'heightMm'>,
): Promise<{ readonly places: readonly Placement[]; readonly warnings: readonly PlaceWarning[] }> {
  const rules = [
    ...pageRules(options),
    ...(await keywordRules(client, options, documentId)),
    ...straddleRules(options),
  ];
  const single = options.place.map((text) => Object.assign(readPlacement(text, seal), lookOf(options)));
  if (rules.length + single.length === 0) throw unreadable();
  const pages = await client.documents.pages({ documentId });
  const places = [...single, ...expandRules(rules.map(checked), pages, seal)];
  const existing = await client.placing.stamps({ documentId });
  return { places, warnings: placeWarnings(places, existing, seal) };
}

function pageRules(options: PlacingOptions): readonly unknown[] {
  const range = options.everyPage ? 'all' : options.pages;
  if (range === undefined) return [];
  const [xMm, yMm] = pairOf(options.at);
  return [{ kind: 'pages', pages: range, corner: options.corner ?? 'top-left', xMm, yMm, ...lookOf(options) }];
}

async function keywordRules(
  client: StationClient,
  options: PlacingOptions,
  documentId: string,
): Promise<readonly unknown[]> {
  const { keyword, occurrence = 'all', offset = '0,0' } = options;
  if (keyword === undefined) return [];
  const { found } = await client.placing.findText({ documentId, text: keyword });
  const anchors = found.map(({ page, xMm, yMm, widthMm, heightMm }) => {
    return { page, xMm: xMm + widthMm / 2, yMm: yMm + heightMm / 2 };
  });
  const which = occurrence === 'all' ? occurrence : Number(occurrence);
  const [dxMm, dyMm] = pairOf(offset);
  return [{ kind: 'keyword', keyword, which, anchors, dxMm, dyMm, ...lookOf(options) }];
}

function straddleRules(options: PlacingOptions): readonly unknown[] {
  const { straddle, straddlePages = 'all', along = '0.5', perSeal, leastSlice, firstShare, opacity } = options;
  if (straddle === undefined) return [];
  return [
    {
      kind: 'straddle',
      side: straddle,
      pages: straddlePages,
      at: Number(along),
      ...number('perSeal', perSeal),
      ...number('leastSliceMm', leastSlice),
      ...number('firstShare', firstShare),
      ...number('opacity', opacity),
    },
  ];
}

const number = (key: string, value: string | undefined) => (value === undefined ? {} : { [key]: Number(value) });

function lookOf({ rotate, opacity, line }: PlacingOptions) {
  return {
    ...(rotate !== undefined && { rotation: Number(rotate) }),
    ...(opacity !== undefined && { opacity: Number(opacity) }),
    ...(line !== undefined && { text: { value: line, heightMm: 3.5 } }),
  };
}

function checked(rule: unknown): PlacementRule {
  const read = placementRuleSchema.safeParse(rule);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new StationError('RPC_INVALID_INPUT', { detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
}

/** `page,x,y` or `page,x,y,width,height` in millimetres; the seal's own size unless another is given. */
function readPlacement(text: string, seal: Pick<SealView, 'widthMm' | 'heightMm'>): Placement {
  const [page, xMm, yMm, widthMm = seal.widthMm, heightMm = seal.heightMm] = text.split(',').map(Number);
  if ([page, xMm, yMm, widthMm, heightMm].some((value) => value === undefined || Number.isNaN(value))) {
    throw unreadable();
  }
  return { page: page!, xMm: xMm!, yMm: yMm!, widthMm, heightMm };
}

function pairOf(text: string | undefined): readonly [number, number] {
  const [x, y, ...rest] = (text ?? '').split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (x === undefined || y === undefined || rest.length > 0 || Number.isNaN(x) || Number.isNaN(y)) throw unreadable();
  return [x, y];
}

function unreadable(): StationError {
  return new StationError('RPC_INVALID_INPUT', { detail: '@details.placementForm' });
}
