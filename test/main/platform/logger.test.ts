import { describe, expect, it } from 'vitest';
import { adjustableClock } from '#main/platform/clock.ts';
import { createLogger, silentLogger, type Logger } from '#main/platform/logger.ts';
import { StationError } from '#shared/errors/station-error.ts';

const PIN = '48151623';

function capture(): { log: Logger; text: () => string; lines: () => Record<string, unknown>[] } {
  const written: string[] = [];
  const clock = adjustableClock(new Date('2026-03-01T08:00:00Z'));
  const log = createLogger({
    name: 'station',
    level: 'trace',
    clock,
    destination: { write: (line) => written.push(line) },
  });
  return {
    log,
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

const waysToLeak: readonly { title: string; leak: (log: Logger) => void }[] = [
  { title: 'at the top', leak: (log) => log.info({ pin: PIN }, 'login') },
  { title: 'nested deeply', leak: (log) => log.info({ a: { b: { c: { d: { e: [{ userPin: PIN }] } } } } }) },
  { title: 'under another spelling', leak: (log) => log.info({ SO_PIN: PIN, newPassword: PIN, PassPhrase: PIN }) },
  { title: 'as a number', leak: (log) => log.info({ pin: Number(PIN) }) },
  { title: 'in a child logger', leak: (log) => log.child({ session: { pin: PIN } }).warn('opened') },
  { title: 'in the message', leak: (log) => log.info(`login with pin=${PIN}`) },
  { title: 'as a value put into the message', leak: (log) => log.info('login with %o', { pin: PIN }) },
  { title: 'in the message in Chinese', leak: (log) => log.info(`口令：${PIN}`) },
  { title: 'in JSON inside a string', leak: (log) => log.info({ body: JSON.stringify({ pin: PIN }) }) },
  { title: 'in an error property', leak: (log) => log.error(Object.assign(new Error('failed'), { pin: PIN })) },
  { title: 'in an error message', leak: (log) => log.error(new Error(`bad pin: ${PIN}`)) },
  {
    title: 'in the facts and the cause of a station error',
    leak: (log) => log.error(new StationError('INTERNAL_UNEXPECTED', { pin: PIN }, new Error(`pin=${PIN}`))),
  },
];

describe('the logger', () => {
  it.each(waysToLeak)('never writes a PIN that stands $title', ({ leak }) => {
    const { log, text } = capture();
    leak(log);
    expect(text()).not.toBe('');
    expect(text()).not.toContain(PIN);
  });

  it('never writes a private key', () => {
    const { log, lines } = capture();
    log.info({ machine: { privateKey: Uint8Array.of(201, 202, 203), publicKey: 'kept' } });
    expect(lines()[0]?.['machine']).toEqual({ privateKey: '[redacted]', publicKey: 'kept' });
  });

  it('writes one JSON object per line, with the time of its clock and the name of the speaker', () => {
    const { log, lines } = capture();
    log.info({ documentId: 'd-1' }, 'stamped');
    log.error(new Error('boom'));
    expect(lines()[0]).toMatchObject({
      name: 'station',
      time: '2026-03-01T08:00:00.000Z',
      documentId: 'd-1',
      msg: 'stamped',
    });
    expect(lines()[1]).toMatchObject({ err: { message: 'boom' } });
  });

  it('can be silent', () => {
    expect(silentLogger.isLevelEnabled('fatal')).toBe(false);
  });
});
