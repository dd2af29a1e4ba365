import { describe, expect, it } from 'vitest';
import {
  addPlace,
  dressPlace,
  indexOnPage,
  movePlace,
  removePlace,
  resizePlaces,
  turnPlace,
} from '../../../src-renderer/pages/request/places.ts';

const pages = [1, 2, 3].map((number) => ({ number, widthMm: 210, heightMm: 297 }));
const place = (page: number, xMm = 100, yMm = 200) => ({ page, xMm, yMm, widthMm: 42, heightMm: 42 });

describe('the places of a request', () => {
  it('lie on several pages, each with its number there', () => {
    const places = [place(1), place(3), place(1, 10, 10)];
    expect(places.map((_, index) => indexOnPage(places, index))).toEqual([1, 1, 2]);
  });

  it('do not hide each other when one is added', () => {
    const places = addPlace([place(1)], place(1), pages[0]!);
    expect(places).toHaveLength(2);
    expect(places[1]).toEqual(place(1, 54));
    expect(addPlace([place(2)], place(1), pages[0]!)[1]).toEqual(place(1));
  });

  it('are turned, lightened and given a line of text one by one, and keep it when they move', () => {
    const look = { rotation: 90, opacity: 0.5, text: { value: '第 1 号', heightMm: 3.5 } };
    const dressed = dressPlace([place(1), place(2)], 1, look, pages);
    expect(dressed).toEqual([place(1), { ...place(2), ...look }]);
    expect(turnPlace(dressed, 1, 1, pages)[1]).toEqual({ ...place(3), ...look });
    expect(dressPlace(dressed, 1, { opacity: 0.5 }, pages)[1]).toEqual({ ...place(2), opacity: 0.5 });
  });

  it('are turned to the neighbouring page, and no further than the last', () => {
    expect(turnPlace([place(1)], 0, 1, pages)).toEqual([place(2)]);
    expect(turnPlace([place(3)], 0, 1, pages)).toEqual([place(3)]);
    expect(turnPlace([place(1)], 0, -1, pages)).toEqual([place(1)]);
  });

  it('are moved and removed one by one', () => {
    expect(movePlace([place(1), place(2)], 1, place(2, 1, 1))).toEqual([place(1), place(2, 1, 1)]);
    expect(removePlace([place(1), place(2)], 0)).toEqual([place(2)]);
  });

  it('keep their middles when another seal is chosen, and stay on the page', () => {
    expect(resizePlaces([place(1)], { widthMm: 30, heightMm: 30 }, pages)).toEqual([
      { page: 1, xMm: 106, yMm: 206, widthMm: 30, heightMm: 30 },
    ]);
    expect(resizePlaces([place(1, 0, 0)], { widthMm: 50, heightMm: 50 }, pages)[0]).toMatchObject({ xMm: 0, yMm: 0 });
    const same = [place(1)];
    expect(resizePlaces(same, { widthMm: 42, heightMm: 42 }, pages)).toBe(same);
  });
});
