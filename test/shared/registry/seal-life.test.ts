import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealStates, type SealState } from '#shared/model/seal.ts';
import { finalSealStates, sealActors, sealEvents, sealStep, type SealLifeRules } from '#shared/registry/seal-life.ts';

const rules: SealLifeRules = { filingRequired: true, renewalAfterExpiry: true };

/** The table of lifecycles C.1, written a second time so that a slip in the program is not a slip in the test. */
const table: Readonly<Record<SealState, Readonly<Record<string, SealState>>>> = {
  draft: { submit: 'applied' },
  applied: { return: 'returned', reject: 'rejected', approve: 'reviewed', void: 'cancelled' },
  returned: { void: 'cancelled' },
  rejected: { void: 'cancelled' },
  reviewed: { make: 'made', void: 'cancelled' },
  made: { file: 'filed', cancel: 'cancelled', void: 'cancelled' },
  filed: { deliver: 'delivered', cancel: 'cancelled', void: 'cancelled' },
  delivered: { activate: 'active', cancel: 'cancelled', void: 'cancelled' },
  active: { suspend: 'suspended', renew: 'renewing', expire: 'expired', cancel: 'cancelled', void: 'cancelled' },
  suspended: { resume: 'active', cancel: 'cancelled', void: 'cancelled' },
  renewing: { renewed: 'active', expire: 'expired', void: 'cancelled' },
  expired: { renew: 'renewing', cancel: 'cancelled', void: 'cancelled' },
  cancelled: {},
};

/** States one seal passes when anything may be tried by anybody, mostly in a sensible order. */
const lives = fc
  .array(
    fc.oneof(
      fc.constantFrom(...(['submit', 'approve', 'make', 'file', 'deliver', 'activate'] as const)),
      fc.constantFrom(...sealEvents),
    ),
    { maxLength: 40 },
  )
  .map((events) => {
    const states: SealState[] = ['draft'];
    for (const event of events) {
      const from = states.at(-1) ?? 'draft';
      const step = sealActors.map((actor) => sealStep(from, event, actor, rules)).find((s) => s.allowed);
      states.push(step?.allowed ? step.to : from);
    }
    return states;
  });

describe('life of a seal (C.1)', () => {
  it('allows the steps of the table and refuses every other', () => {
    for (const from of sealStates) {
      for (const event of sealEvents) {
        const reached = new Set(
          sealActors.map((actor) => sealStep(from, event, actor, rules)).flatMap((s) => (s.allowed ? [s.to] : [])),
        );
        const expected = table[from][event];
        expect([...reached], `${from} ${event}`).toEqual(expected === undefined ? [] : [expected]);
      }
    }
  });

  it('never leaves cancelled, whatever happens in whatever order', () => {
    const isKept = fc.property(lives, (states) => {
      const end = states.indexOf('cancelled');
      return end === -1 || states.slice(end).every((state) => state === 'cancelled');
    });
    expect(fc.check(isKept).failed).toBe(false);
  });

  it('reaches use only through review, making and delivery', () => {
    const isKept = fc.property(lives, (states) => {
      const before = new Set(states.slice(0, states.indexOf('active')));
      return !states.includes('active') || (['reviewed', 'made', 'delivered'] as const).every((s) => before.has(s));
    });
    expect(fc.check(isKept).failed).toBe(false);
  });

  it('lets anyone of the responsible people suspend at once (AC-AY-12, AC-XA-E-39)', () => {
    for (const actor of ['custodian', 'head', 'security', 'reviewer', 'maker', 'program'] as const) {
      expect(sealStep('active', 'suspend', actor, rules)).toEqual({ allowed: true, to: 'suspended' });
    }
  });

  it('refuses a handler who wants to suspend, resume or make', () => {
    for (const [from, event] of [
      ['active', 'suspend'],
      ['suspended', 'resume'],
      ['reviewed', 'make'],
    ] as const) {
      expect(sealStep(from, event, 'handler', rules)).toEqual({ allowed: false, because: 'actor' });
    }
  });

  it('delivers without filing only where no filing duty exists', () => {
    expect(sealStep('made', 'deliver', 'maker', rules).allowed).toBe(false);
    expect(sealStep('made', 'deliver', 'maker', { ...rules, filingRequired: false }).allowed).toBe(true);
  });

  it('renews an expired seal only where the rules allow it (AC-XC-E-10, AC-XA-E-28)', () => {
    expect(sealStep('expired', 'renew', 'custodian', rules).allowed).toBe(true);
    expect(sealStep('expired', 'renew', 'custodian', { ...rules, renewalAfterExpiry: false }).allowed).toBe(false);
  });

  it('has states that end an application', () => {
    expect(finalSealStates).toEqual(['returned', 'rejected', 'cancelled']);
  });
});
