import { StationError } from '#shared/errors/station-error.ts';
import type { Fact } from '#shared/model/verdict.ts';
import { intersects, type Box } from './geometry.ts';
import type { OfdDocument, OfdPackage } from './package.ts';
import { physicalBoxOf } from './page-area.ts';
import { straddleFact } from './straddle-slices.ts';
import type { StampAnnotation } from './signature-file.ts';

/** A visible stamp with the page it is on; null when no page has that ID, so that no reader shows it. */
export interface LocatedStamp extends StampAnnotation {
  /** 1-based. */
  readonly page: number | null;
}

export function locateStamps(document: OfdDocument, stamps: readonly StampAnnotation[]): LocatedStamp[] {
  // Of two pages with one ID readers show the first.
  const numbers = new Map(document.pages.toReversed().map(({ id, number }) => [id, number]));
  return stamps.map(({ id, pageId, boundary, clip }) => ({
    id,
    pageId,
    boundary,
    clip,
    page: numbers.get(pageId) ?? null,
  }));
}

/** Stamps a person would not find where he looks, or that hide the page (ATK-24). One `ofd.stamps` fact for each. */
export function stampFacts(
  pkg: OfdPackage,
  document: OfdDocument,
  type: string,
  stamps: readonly LocatedStamp[],
): Fact[] {
  if (stamps.length === 0) {
    return type === 'Sign' ? [] : [{ check: 'ofd.stamps', state: 'warn', reason: 'stamp-none' }];
  }
  const facts = stamps.flatMap((stamp): Fact[] => {
    const reason = oddity(pkg, document, stamp);
    if (reason === null) return [];
    const evidence = { stamp: stamp.id, page: stamp.page ?? stamp.pageId };
    return [{ check: 'ofd.stamps', state: 'warn', reason, evidence }];
  });
  const seen =
    facts.length > 0 ? facts : [{ check: 'ofd.stamps', state: 'ok' as const, evidence: { count: stamps.length } }];
  return [...seen, ...straddleFact(stamps, (page) => paperOf(pkg, document, page))];
}

function oddity(pkg: OfdPackage, document: OfdDocument, stamp: LocatedStamp): string | null {
  const page = stamp.page === null ? undefined : document.pages[stamp.page - 1];
  if (!page) return 'stamp-page-missing';
  const own: Box = { xMm: 0, yMm: 0, widthMm: stamp.boundary.widthMm, heightMm: stamp.boundary.heightMm };
  if (stamp.clip && !intersects(stamp.clip, own)) return 'stamp-hidden';
  const paper = paperOf(pkg, document, page.number);
  if (!paper) return null;
  if (!intersects(stamp.boundary, paper)) return 'stamp-outside-page';
  const isHuge = own.widthMm * own.heightMm > (paper.widthMm * paper.heightMm) / 2;
  return isHuge && !stamp.clip ? 'stamp-covers-page' : null;
}

function paperOf(pkg: OfdPackage, document: OfdDocument, number: number): Box | null {
  const page = document.pages[number - 1];
  try {
    return page ? physicalBoxOf(pkg, document, page) : null;
  } catch (error) {
    // A page that is damaged or gone is a fact of the references, not of the stamps.
    if (error instanceof StationError) return null;
    throw error;
  }
}
