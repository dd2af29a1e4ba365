import type { Placement } from '#shared/model/placement.ts';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import { clampToPage, type Extent } from '../../components/viewer/stamp-placement.ts';

/** Places of one request, in the order they were set. */
export type Places = readonly Placement[];

/** A place that would hide another one is set a little aside. */
const asideMm = 6;

export function addPlace(places: Places, placement: Placement, page: Extent): Places {
  let free = placement;
  const isTaken = (): boolean =>
    places.some(
      (other) => other.page === free.page && Math.hypot(other.xMm - free.xMm, other.yMm - free.yMm) < asideMm / 2,
    );
  for (let tries = 0; isTaken() && tries < 20; tries += 1) {
    free = clampToPage({ ...free, xMm: free.xMm - asideMm, yMm: free.yMm - asideMm }, page);
  }
  return [...places, free];
}

export function movePlace(places: Places, index: number, placement: Placement): Places {
  return places.map((place, at) => (at === index ? placement : place));
}

export function removePlace(places: Places, index: number): Places {
  return places.filter((_, at) => at !== index);
}

/** Takes a place to the neighbouring page, as far as there is one. */
export function turnPlace(places: Places, index: number, direction: 1 | -1, pages: readonly PageSize[]): Places {
  const place = places[index];
  const page = place && pages[place.page - 1 + direction];
  return page ? movePlace(places, index, clampToPage({ ...place, page: page.number }, page)) : places;
}

/** Another seal is as large as it is: places keep their middles. */
export function resizePlaces(places: Places, seal: Extent, pages: readonly PageSize[]): Places {
  const { widthMm, heightMm } = seal;
  if (places.every((place) => place.widthMm === widthMm && place.heightMm === heightMm)) return places;
  return places.map((place) => {
    const xMm = place.xMm + (place.widthMm - widthMm) / 2;
    const yMm = place.yMm + (place.heightMm - heightMm) / 2;
    const page = pages[place.page - 1];
    const resized = { ...place, xMm, yMm, widthMm, heightMm };
    return page ? clampToPage(resized, page) : resized;
  });
}

/** 1-based number of a place among those of its page. */
export function indexOnPage(places: Places, index: number): number {
  const page = places[index]?.page;
  return places.slice(0, index + 1).filter((place) => place.page === page).length;
}
