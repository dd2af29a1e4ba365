import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFiles } from '#main/app/program-files.ts';
import type { SealProgress } from '#shared/contract/set-up.ts';
import { maxPngBytes, pinLimits, readPng, toBase64, trueSize } from '../../../src-renderer/pages/set-up/seal-draft.ts';
import { patienceOf, sealStepStates } from '../../../src-renderer/pages/set-up/waiting-steps.ts';

const nothing: SealProgress = {
  phase: 'key',
  caseId: null,
  esId: null,
  caseState: null,
  isRegistrySilent: false,
  order: null,
  problem: null,
};
const applied = { ...nothing, phase: 'applied', caseId: 'case', caseState: 'applied' } as const;
const made = { ...applied, phase: 'made', caseState: 'made', esId: '41079900000001' } as const;
const onKey = { ...made, phase: 'on-key', caseState: 'filed' } as const;

describe('the steps of a first seal', () => {
  it.each<[string, SealProgress, string, string]>([
    ['is being prepared', nothing, 'key', 'key'],
    ['lies at the registry', applied, 'reviewed', 'applied'],
    ['was reviewed', { ...applied, caseState: 'reviewed' }, 'made', 'reviewed'],
    ['was made', made, 'on-key', 'made'],
    ['is on its key', onKey, 'delivered', 'on-key'],
    ['was delivered', { ...onKey, caseState: 'delivered' }, 'active', 'delivered'],
    ['was delivered before it was written', { ...made, caseState: 'delivered' }, 'on-key', 'made'],
  ])('show where a seal is that %s', (_words, progress, now, patience) => {
    const states = sealStepStates(progress);
    expect(states.filter(({ state }) => state === 'now').map(({ step }) => step)).toEqual([now]);
    const at = states.findIndex(({ step }) => step === now);
    expect(states.slice(0, at).every(({ state }) => state === 'done')).toBe(true);
    expect(patienceOf(progress)).toBe(patience);
  });

  it('show where the registry stopped it', () => {
    const states = sealStepStates({ ...applied, phase: 'failed', caseState: 'rejected' });
    expect(states.find(({ state }) => state === 'stopped')?.step).toBe('reviewed');
  });
});

describe('an impression', () => {
  const png = new Uint8Array(readFileSync(path.join(programFiles.root, 'assets', 'seals', 'unit-seal.png')));

  it('is measured from its own header', () => {
    expect(readPng(png)).toMatchObject({ width: expect.any(Number), height: expect.any(Number) });
    expect(Buffer.from(toBase64(png), 'base64').equals(png)).toBe(true);
  });

  it('is refused when it is no PNG, or too large for a key', () => {
    expect(readPng(new TextEncoder().encode('%PDF-1.7 and more than four and twenty bytes'))).toBe('pngWrong');
    expect(readPng(png.slice(0, 20))).toBe('pngWrong');
    const large = new Uint8Array(maxPngBytes + 1);
    large.set(png.subarray(0, 64));
    expect(readPng(large)).toBe('pngLarge');
  });

  it('is shown at 96 pixels to the inch', () => {
    expect(trueSize(25.4)).toBe(96);
    expect(trueSize(42)).toBe(159);
  });
});

it('asks for PINs of the length the key wants', () => {
  expect(pinLimits({ minPinLength: 6, maxPinLength: 16 })).toEqual({ min: 6, max: 16 });
  expect(pinLimits({ minPinLength: 0, maxPinLength: 0 })).toEqual({ min: 4, max: 64 });
});
