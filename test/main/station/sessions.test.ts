import { describe, expect, it } from 'vitest';
import { adjustableClock } from '#main/platform/clock.ts';
import { createSessions } from '#main/station/sessions.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';

const lin: SignedInPerson = {
  account: 'lin',
  name: '林晓彤',
  post: '科员',
  deptName: '种业管理股',
  roles: ['handler'],
};
const chen: SignedInPerson = { ...lin, account: 'chen', name: '陈国栋', roles: ['approver'] };
const minute = 60_000;

function open() {
  const clock = adjustableClock(new Date('2026-03-09T06:05:07Z'));
  return { clock, sessions: createSessions(clock) };
}

describe('sessions', () => {
  it('know who is signed in', () => {
    const { sessions } = open();
    expect(sessions.personOf(sessions.open(lin))).toEqual(lin);
  });

  it('AC-XC-D-5: end where the same account signs in at a second place', () => {
    const { sessions } = open();
    const first = sessions.open(lin);
    const other = sessions.open(chen);
    const second = sessions.open(lin);
    expect(() => sessions.personOf(first)).toThrow('RPC_SIGNED_OUT');
    expect(sessions.personOf(second)).toEqual(lin);
    expect(sessions.personOf(other)).toEqual(chen);
  });

  it('U-APR-6: lock after ten idle minutes, and for good', () => {
    const { sessions, clock } = open();
    const session = sessions.open(lin);
    clock.advance(10 * minute);
    expect(sessions.personOf(session)).toEqual(lin);
    clock.advance(10 * minute + 1);
    expect(() => sessions.personOf(session)).toThrow('RPC_SIGNED_OUT');
    clock.advance(-minute * 20);
    expect(() => sessions.personOf(session)).toThrow('RPC_SIGNED_OUT');
  });

  it('stay open as long as they are used', () => {
    const { sessions, clock } = open();
    const session = sessions.open(lin);
    for (let use = 0; use < 20; use += 1) {
      clock.advance(9 * minute);
      expect(sessions.personOf(session)).toEqual(lin);
    }
  });

  it('U-APR-6: are not kept awake by what a screen asks by itself', () => {
    const { sessions, clock } = open();
    const session = sessions.open(lin);
    for (let poll = 0; poll < 9; poll += 1) {
      clock.advance(minute);
      expect(sessions.personOf(session, false)).toEqual(lin);
    }
    clock.advance(2 * minute);
    expect(() => sessions.personOf(session, false)).toThrow('RPC_SIGNED_OUT');
  });

  it('end at sign-out', () => {
    const { sessions } = open();
    const session = sessions.open(lin);
    sessions.close(session);
    expect(() => sessions.personOf(session)).toThrow('RPC_SIGNED_OUT');
  });

  it('have names that cannot be guessed, and take no other', () => {
    const { sessions } = open();
    const names = new Set(Array.from({ length: 100 }, () => sessions.open(lin)));
    expect(names.size).toBe(100);
    for (const name of names) expect(name).toMatch(/^[\w-]{32}$/);
    for (const guess of ['', 'lin', '__proto__']) expect(() => sessions.personOf(guess)).toThrow('RPC_SIGNED_OUT');
  });
});
