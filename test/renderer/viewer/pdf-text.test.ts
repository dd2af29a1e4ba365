import { describe, expect, it } from 'vitest';
import { textRuns } from '../../../src-renderer/components/viewer/pdf-text.ts';

describe('text of a PDF page', () => {
  // An A4 page: points from the lower left become millimetres from the upper left.
  const toPage = [25.4 / 72, 0, 0, -25.4 / 72, 0, 297];

  it('has its boxes in millimetres from the upper left corner', () => {
    const [item] = textRuns([{ str: '通知', transform: [16, 0, 0, 16, 72, 720], width: 32, height: 16 }], toPage);
    expect(item).toMatchObject({ text: '通知' });
    expect(item!.xMm).toBeCloseTo(25.4, 3);
    expect(item!.yMm).toBeCloseTo(297 - 254 - 5.644, 2);
    expect(item!.widthMm).toBeCloseTo(11.289, 2);
    expect(item!.heightMm).toBeCloseTo(5.644, 2);
  });

  it('has the box of a line that runs upwards', () => {
    const [item] = textRuns([{ str: '侧', transform: [0, 10, -10, 0, 72, 72], width: 40, height: 10 }], toPage);
    expect(item!.heightMm).toBeGreaterThan(item!.widthMm);
  });

  it('leaves out what is no text', () => {
    expect(textRuns([{ type: 'beginMarkedContent' }, { str: '', transform: [1, 0, 0, 1, 0, 0] }], toPage)).toEqual([]);
  });
});
