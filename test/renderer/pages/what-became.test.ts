import { describe, expect, it } from 'vitest';
import { whatBecame } from '../../../src-renderer/pages/stamp/what-became.ts';

const before = { state: 'approved', entryNo: null } as const;
const entryNo = '2026-000004';

describe('what became of a use of the key that failed', () => {
  it('is nothing while the approval stands and no number was taken', () => {
    expect(whatBecame(before, before)).toEqual({ kind: 'nothing', entryNo: null });
  });

  it('does not take the void number of an earlier attempt for one of this attempt', () => {
    const again = { state: 'approved', entryNo } as const;
    expect(whatBecame(again, again)).toEqual({ kind: 'nothing', entryNo: null });
  });

  it('is a void number when the approval stands again and a number was taken', () => {
    expect(whatBecame(before, { state: 'approved', entryNo })).toEqual({ kind: 'voided', entryNo });
  });

  it('is unknown when the key may have signed', () => {
    expect(whatBecame(before, { state: 'unsettled', entryNo })).toEqual({ kind: 'unknown', entryNo });
  });

  it('is signed without a file when the register has it and the file was not released', () => {
    expect(whatBecame(before, { state: 'consumed', entryNo })).toEqual({ kind: 'signed-unsaved', entryNo });
  });

  it('waits for the next start when the job is still open', () => {
    expect(whatBecame(before, { state: 'executing', entryNo })).toEqual({ kind: 'waiting', entryNo });
  });

  it.each(['invalidated', 'expired', 'withdrawn'] as const)('is an approval that ended when it is %s', (state) => {
    expect(whatBecame(before, { state, entryNo: null })).toEqual({ kind: 'invalid', entryNo: null });
  });

  it('is left open when the station cannot be asked', () => {
    expect(whatBecame(before, null)).toEqual({ kind: 'unheard', entryNo: null });
  });
});
