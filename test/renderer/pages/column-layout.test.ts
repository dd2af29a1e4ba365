import { describe, expect, it } from 'vitest';
import { columnNames, layColumns, shortTime } from '../../../src-renderer/pages/ledger/column-layout.ts';

const names = (widthPx: number, scale = 1): readonly string[] => layColumns(widthPx, scale).map(({ name }) => name);

describe('columns of the register', () => {
  it('are all there where there is room, and fill it exactly', () => {
    expect(names(1500)).toEqual([...columnNames]);
    expect(layColumns(1500, 1).reduce((sum, { widthPx }) => sum + widthPx, 0)).toBe(1500);
  });

  it('leave in the order of the drawings', () => {
    const leaving: string[] = [];
    for (let width = 1500; width > 300; width -= 4) {
      const gone = columnNames.filter((name) => !names(width).includes(name) && !leaving.includes(name));
      leaving.push(...gone);
    }
    expect(leaving.slice(0, 6)).toEqual(['sync', 'copies', 'approvers', 'handler', 'dept', 'documentNumber']);
  });

  it('leave number, time, document, seal and result beside an open sheet', () => {
    expect(names(806)).toEqual(['entryNo', 'usedAt', 'document', 'seal', 'result']);
  });

  it('leave earlier with large text', () => {
    expect(names(1198, 18 / 13).length).toBeLessThan(names(1198).length);
  });

  it('say the year only where it is another', () => {
    expect(shortTime('2026-11-17T17:05:30+08:00', 2026)).toBe('11-17 17:05:30');
    expect(shortTime('2025-12-31T17:05:30+08:00', 2026)).toBe('2025-12-31 17:05:30');
  });
});
