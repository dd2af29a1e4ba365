import type { Placement } from '#shared/model/placement.ts';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import { clampToPage, type Extent } from '../../components/viewer/stamp-placement.ts';

/** Places of one request, in the order they were set. */
export type Places = readonly Placement[];

/** Turn, ink and a line of text: of one place, or of a rule for several. */
export type Look = Pick<Placement, 'rotation' | 'opacity' | 'text'>;

const gapMm = 4;
const steps = [0, -1, -2, -3, 1, 2, 3];

/** Adds a place where it hides no other one: beside those of its page, then above them; as asked where all is taken. */
export function addPlace(places: Places, placement: Placement, page: Extent): Places {
  const others = places.filter((place) => place.page === placement.page);
  const isFree = (place: Placement): boolean =>
    others.every(
      (other) =>
        Math.abs(other.xMm - place.xMm) >= place.widthMm - 1 || Math.abs(other.yMm - place.yMm) >= place.heightMm - 1,
    );
  const step = (across: number, down: number): Placement => {
    const xMm = placement.xMm + across * (placement.widthMm + gapMm);
    const yMm = placement.yMm + down * (placement.heightMm + gapMm);
    return clampToPage({ ...placement, xMm, yMm }, page);
  };
  const around = steps.flatMap((down) => steps.map((across) => step(across, down)));
  const free = around.find(isFree);
  return [...places, free ?? placement];
}

export function movePlace(places: Places, index: number, placement: Placement): Places {
  return places.map((place, at) => (at === index ? placement : place));
}

/** Turns a seal, lightens it or writes a line below it; it moves as far as the page makes it. */
export function dressPlace(places: Places, index: number, look: Look, pages: readonly PageSize[]): Places {
  const place = places[index];
  const page = place && pages[place.page - 1];
  if (!page) return places;
  const { rotation: _rotation, opacity: _opacity, text: _text, ...bare } = place;
  return movePlace(places, index, clampToPage({ ...bare, ...look }, page));
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
