import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { SealChoice } from '#shared/contract/register-form.ts';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import { touchOf, type Touch } from '../../components/viewer/signature-spot.ts';
import { firstPlacement } from '../../components/viewer/stamp-placement.ts';
import type { ReadText, ViewerHandle } from '../../components/viewer/viewer.tsx';
import {
  addPlace,
  dressPlace,
  indexOnPage,
  movePlace,
  removePlace,
  resizePlaces,
  turnPlace,
  type Look,
  type Places,
} from './places.ts';
import type { PlaceActions } from './stamps-on-page.tsx';
import { pagesToSearch, usePageTexts, type PageText } from './use-page-texts.ts';

export interface PlaceEditing {
  readonly chosen: number;
  readonly texts: ReadonlyMap<number, PageText>;
  readonly touch: Touch;
  readonly actions: PlaceActions;
  /** Chooses a place, and takes the focus and the view to it. */
  readonly choose: (index: number) => void;
  readonly add: () => void;
  readonly dress: (look: Look) => void;
}

/** Everything that is done with the places of a draft: the first one, more, moving, turning to another page, removing. */
export function usePlaces(props: {
  readonly places: Places;
  /** No seal was ever put down in this draft. */
  readonly isFresh: boolean;
  readonly change: (places: Places) => void;
  readonly pages: readonly PageSize[];
  readonly seal: SealChoice | null;
  readonly page: number;
  readonly readText: ReadText | null;
  readonly viewer: RefObject<ViewerHandle | null>;
}): PlaceEditing {
  const { places, isFresh, change, pages, seal, page, readText, viewer } = props;
  const [chosen, setChosen] = useState(0);
  /** Whose handle takes the focus at the next drawing. */
  const [wanted, setWanted] = useState<{ readonly index: number } | null>(null);
  const isNew = useRef(isFresh);
  const toSearch = isNew.current ? pagesToSearch(pages) : [];
  const texts = usePageTexts(readText, pages, [page, ...toSearch, ...places.map((place) => place.page)]);

  // Another seal has another size.
  useEffect(() => {
    if (!seal) return;
    const resized = resizePlaces(places, seal, pages);
    if (resized !== places) change(resized);
  }, [seal, places, pages, change]);

  // The first seal lies where the document is signed, once its pages have been read for that.
  useEffect(() => {
    if (!isNew.current || !seal || !readText) return;
    const searched = pagesToSearch(pages);
    if (!searched.every((number) => texts.has(number))) return;
    isNew.current = false;
    const signed = searched.find((number) => texts.get(number)?.spot) ?? 1;
    const size = pages[signed - 1];
    if (size && places.length === 0) change([firstPlacement(size, seal, texts.get(signed)?.spot ?? null)]);
  }, [seal, readText, texts, pages, places, change]);

  // In the same drawing as the change: a key pressed next meets the seal, wherever it went.
  useLayoutEffect(() => {
    if (wanted === null) return;
    const place = places[wanted.index];
    if (!place) return viewer.current?.focus();
    const name = `${place.page}/${indexOnPage(places, wanted.index)}`;
    const handle = document.querySelector<HTMLElement>(`[data-place="${name}"]`);
    if (place.page !== page) viewer.current?.showPage(place.page);
    handle?.focus({ preventScroll: true });
    handle?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // Asked once: what changes later must not take the focus from where somebody put it.
  }, [wanted]);
  const choose = (index: number): void => {
    setChosen(index);
    setWanted({ index });
  };

  const actions: PlaceActions = {
    onChoose: setChosen,
    onMove: (index, moved) => {
      setChosen(index);
      change(movePlace(places, index, moved));
    },
    onRemove: (index) => {
      const left = removePlace(places, index);
      change(left);
      choose(Math.max(0, Math.min(index, left.length - 1)));
    },
    onTurn: (index, direction) => {
      const turned = turnPlace(places, index, direction, pages);
      if (turned === places) return;
      change(turned);
      choose(index);
    },
  };
  const place = places[chosen];
  const text = place && texts.get(place.page);
  return {
    chosen: Math.min(chosen, Math.max(0, places.length - 1)),
    texts,
    touch: place && text ? touchOf(place, text.runs, text.spot) : 'unknown',
    actions,
    choose,
    dress: (look) => change(dressPlace(places, chosen, look, pages)),
    add: () => {
      const size = pages[page - 1];
      if (!size || !seal) return;
      isNew.current = false;
      const more = addPlace(places, firstPlacement(size, seal, texts.get(page)?.spot ?? null), size);
      change(more);
      choose(more.length - 1);
    },
  };
}
