import { describe, expect, it } from 'vitest';
import { keptPackages, layerOf, layers, registryMayImport, roomOf, sharedMayImport } from './import-table.ts';
import { imports, sources, type Import } from './sources.ts';

const say = ({ from, to }: Import): string => `${from} -> ${to}`;

function wrongDirections(all: readonly Import[]): readonly string[] {
  return all
    .filter(({ from, to }) => {
      const here = roomOf(from);
      const there = roomOf(to);
      if (here === undefined || there === undefined || here === there) return false;
      return layerOf(there) >= layerOf(here);
    })
    .map(say);
}

describe('import directions', () => {
  it('find the sources they judge', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('know every room of the workstation', () => {
    const known = new Set(layers.flat());
    const rooms = new Set(sources.map(roomOf).filter((room) => room !== undefined));
    expect([...rooms].filter((room) => !known.has(room))).toEqual([]);
  });

  it('run one way through the rooms of the workstation, and never to a sibling', () => {
    expect(wrongDirections(imports)).toEqual([]);
  });

  it('would report a room that imports a sibling', () => {
    const sibling: Import = { from: 'src-main/token/a.ts', to: 'src-main/ledger/b.ts', isTypeOnly: false };
    expect(wrongDirections([sibling])).toHaveLength(1);
  });

  it('keep the shared words pure', () => {
    const foreign = imports.filter(
      ({ from, to }) =>
        from.startsWith('src-shared/') && !to.startsWith('src-shared/') && !sharedMayImport.includes(to),
    );
    expect(foreign.map(say)).toEqual([]);
  });

  it('keep the workstation away from the registry', () => {
    const wrong = imports.filter(({ from, to }) => from.startsWith('src-main/') && to.startsWith('src-registry/'));
    expect(wrong.map(say)).toEqual([]);
  });

  it('let the registry use only the lower rooms of the workstation', () => {
    const wrong = imports.filter(({ from, to }) => {
      const room = roomOf(to);
      return from.startsWith('src-registry/') && room !== undefined && !registryMayImport.includes(room);
    });
    expect(wrong.map(say)).toEqual([]);
  });

  it.each(Object.entries(keptPackages))('let only one place touch %s', (name, place) => {
    const wrong = imports.filter(({ from, to }) => (to === name || to.startsWith(`${name}/`)) && !place.test(from));
    expect(wrong.map(say)).toEqual([]);
  });

  it('let only the approvals room mint an approved use', () => {
    const wrong = imports.filter(
      ({ from, to, isTypeOnly }) =>
        to === 'src-main/warrant/approved-use.ts' &&
        !isTypeOnly &&
        !from.startsWith('src-main/approvals/') &&
        !from.startsWith('src-main/warrant/'),
    );
    expect(wrong.map(say)).toEqual([]);
  });
});
