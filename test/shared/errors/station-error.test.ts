import { describe, expect, it } from 'vitest';
import { errorRows, isErrorCode, type ErrorCode } from '#shared/errors/error-codes.ts';
import { fromErrorShape, StationError, toErrorShape } from '#shared/errors/station-error.ts';

const codes = Object.keys(errorRows) as ErrorCode[];

describe('an expected failure', () => {
  it('has a code, facts and the failure below it', () => {
    const cause = new Error('EIO');
    const error = new StationError('STATION_STORAGE_FAILED', { detail: 'x' }, cause);
    expect(error).toMatchObject({
      name: 'StationError',
      code: 'STATION_STORAGE_FAILED',
      facts: { detail: 'x' },
      cause,
    });
    expect(error.message).toBe('STATION_STORAGE_FAILED {"detail":"x"}');
    expect(error.row).toBe(errorRows.STATION_STORAGE_FAILED);
  });

  it.each(codes)('%s crosses a border as code and facts, and arrives as what it was', (code) => {
    const facts = { text: '印', number: 1, flag: true, none: null };
    const shape = toErrorShape(new StationError(code, facts, new Error('below')));
    expect(Object.keys(shape)).toEqual(['code', 'facts']);
    const arrived = fromErrorShape(JSON.parse(JSON.stringify(shape)) as typeof shape);
    expect(arrived).toMatchObject({ code, facts });
    expect(arrived.cause).toBeUndefined();
  });
});

describe('an unexpected failure', () => {
  it('crosses as a defect of ours, without its stack', () => {
    const shape = toErrorShape(new TypeError('x is undefined'));
    expect(shape).toEqual({ code: 'INTERNAL_UNEXPECTED', facts: { detail: 'x is undefined' } });
    expect(toErrorShape('thrown text')).toEqual({ code: 'INTERNAL_UNEXPECTED', facts: { detail: 'thrown text' } });
  });

  it('stands for a code that this version does not know', () => {
    expect(fromErrorShape({ code: 'FUTURE_CODE' })).toMatchObject({
      code: 'INTERNAL_UNEXPECTED',
      facts: { detail: 'FUTURE_CODE' },
    });
    for (const name of ['toString', '__proto__', 'constructor', '']) expect(isErrorCode(name)).toBe(false);
  });
});

describe('the table of codes', () => {
  it('names each as AREA_CONDITION, in the file of its area', () => {
    const areas = [
      'DOC',
      'SEAL',
      'APPROVAL',
      'TOKEN',
      'STAMP',
      'TRUST',
      'LEDGER',
      'SYNC',
      'RPC',
      'STATION',
      'REGISTRY',
      'INTERNAL',
    ];
    for (const code of codes) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z0-9]+)+$/);
      expect(areas).toContain(code.split('_')[0]);
    }
  });

  it('never calls a refusal by a rule retryable, and stops a batch on every unknown outcome', () => {
    const refusals = codes.filter((code) => errorRows[code].severity === 'refused');
    expect(refusals.filter((code) => errorRows[code].retryable)).toEqual([]);
    const dark = codes.filter((code) => errorRows[code].severity === 'unknown' || errorRows[code].severity === 'bug');
    expect(dark.filter((code) => !errorRows[code].stopsBatch)).toEqual([]);
  });

  it('stops a batch when the key, the approval or the ledger cannot be trusted', () => {
    const stop = [
      'TOKEN_PIN_INCORRECT',
      'TOKEN_PIN_FINAL_TRY',
      'TOKEN_SIGNATURE_INVALID',
      'STAMP_OUTCOME_UNKNOWN',
      'STAMP_DISK_FULL',
      'APPROVAL_SIGNATURE_INVALID',
      'LEDGER_BROKEN',
      'SEAL_NOT_ACTIVE',
    ] as const;
    expect(stop.filter((code) => !errorRows[code].stopsBatch)).toEqual([]);
    const harmless = ['DOC_BROKEN', 'DOC_BLANK', 'APPROVAL_SPENT'] as const;
    expect(harmless.filter((code) => errorRows[code].stopsBatch)).toEqual([]);
  });
});
