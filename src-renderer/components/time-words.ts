import type { Facts, Say } from '../bridge/words.ts';

/** A sentence of the catalogue below `screen.time`, with its facts. */
export interface TimePhrase {
  readonly key: string;
  readonly facts: Facts;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const beijingMs = 8 * hourMs;

const phrase = (key: string, facts: Facts = {}): TimePhrase => ({ key: `screen.time.${key}`, facts });

/** How long: minutes below an hour, hours below two days, days above. Rounded down; at least one minute. */
export function span(milliseconds: number): TimePhrase {
  const ms = Math.max(minuteMs, milliseconds);
  if (ms < hourMs) return phrase('minutes', { n: Math.floor(ms / minuteMs) });
  if (ms < 2 * dayMs) return phrase('hours', { n: Math.floor(ms / hourMs) });
  return phrase('days', { n: Math.floor(ms / dayMs) });
}

/** How long ago. */
export function age(at: Date, now: Date): TimePhrase {
  const ms = now.getTime() - at.getTime();
  if (ms < minuteMs) return phrase('justNow');
  if (ms < hourMs) return phrase('minutesAgo', { n: Math.floor(ms / minuteMs) });
  if (ms < 2 * dayMs) return phrase('hoursAgo', { n: Math.floor(ms / hourMs) });
  return phrase('daysAgo', { n: Math.floor(ms / dayMs) });
}

/** The minute it is, in milliseconds: as exact as most words about time are. */
export function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / minuteMs) * minuteMs;
}

const office = (at: Date): string => new Date(at.getTime() + beijingMs).toISOString();
const officeDay = (at: Date): number => Math.floor((at.getTime() + beijingMs) / dayMs);

/** `2026-11-18` in office time. */
export function dateText(at: Date): string {
  return office(at).slice(0, 10);
}

/** `09:41` or `09:41:17` in office time. */
export function clockText(at: Date, hasSeconds = false): string {
  return office(at).slice(11, hasSeconds ? 19 : 16);
}

/** 今天 09:41, 昨天 16:40, or the date with the time. */
export function moment(at: Date, now: Date, hasSeconds = false): TimePhrase | string {
  const time = clockText(at, hasSeconds);
  const days = officeDay(at) - officeDay(now);
  if (days === 0) return phrase('today', { time });
  if (days === -1) return phrase('yesterday', { time });
  if (days === 1) return phrase('tomorrow', { time });
  const isThisYear = office(at).slice(0, 4) === office(now).slice(0, 4);
  return `${dateText(at).slice(isThisYear ? 5 : 0)} ${time}`;
}

/** When something must be done by; null where nothing runs out. */
export function due(at: Date | null, now: Date): { readonly phrase: TimePhrase; readonly isUrgent: boolean } {
  if (at === null) return { phrase: phrase('noDue'), isUrgent: false };
  const leftMs = at.getTime() - now.getTime();
  if (leftMs <= 0) return { phrase: phrase('over'), isUrgent: true };
  const days = officeDay(at) - officeDay(now);
  if (days === 0) return { phrase: phrase('dueToday', { time: clockText(at) }), isUrgent: true };
  if (days === 1) return { phrase: phrase('dueTomorrow'), isUrgent: false };
  return { phrase: phrase('left', { span: span(leftMs) }), isUrgent: false };
}

/** The day with its weekday. */
export function dayPhrase(at: Date): TimePhrase {
  const local = new Date(at.getTime() + beijingMs);
  return phrase('date', {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: phrase(`weekday.${local.getUTCDay()}`),
  });
}

/** Says a phrase; facts may be phrases themselves. */
export function sayTime(say: Say, time: TimePhrase | string): string {
  if (typeof time === 'string') return time;
  const facts = Object.fromEntries(
    Object.entries(time.facts).map(([name, value]) => [name, isPhrase(value) ? sayTime(say, value) : value]),
  );
  return say(time.key, facts);
}

function isPhrase(value: unknown): value is TimePhrase {
  return typeof value === 'object' && value !== null && 'key' in value && 'facts' in value;
}
