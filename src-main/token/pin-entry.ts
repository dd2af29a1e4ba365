import { StationError } from '#shared/errors/station-error.ts';
import type { KeyUse } from '#main/warrant/key-use.ts';
import type { TriesState } from './token-flags.ts';

/** What a person is told before entering a PIN. */
export interface PinQuestion {
  readonly purpose: KeyUse['kind'];
  readonly documentName?: string;
  /** The PIN opens a login for so many documents, for so many minutes at most. */
  readonly batch?: { readonly documents: number; readonly minutes: number };
  readonly tokenSerial: string;
  /** At `final` the screen asks for an explicit confirmation beside the PIN. */
  readonly triesState: Exclude<TriesState, 'locked'>;
  readonly minLength: number;
  readonly maxLength: number;
}

export type PinAnswer =
  | { readonly kind: 'pin'; readonly pin: string; readonly confirmedFinalTry?: boolean }
  | { readonly kind: 'cancelled' };

/**
 * Where a PIN comes from: a screen, a terminal, a test. The answer must come from a person who has just been asked;
 * nothing may keep a PIN and give it a second time.
 */
export interface PinEntry {
  /** @param signal aborted when the answer is no longer wanted: the token went away, or time is up */
  askPin(question: PinQuestion, signal: AbortSignal): Promise<PinAnswer>;
}

export interface AskOptions {
  /** Nobody answering means no. */
  readonly timeoutMs: number;
  /** Resolves when the token has gone or was changed while the PIN was being entered. */
  readonly tokenLeft: (signal: AbortSignal) => Promise<void>;
}

/**
 * Ask once. No answer, an error of the screen and a closed window are all a refusal.
 * @throws TOKEN_PIN_CANCELLED; TOKEN_REMOVED when the token left meanwhile; TOKEN_PIN_FINAL_TRY without the explicit
 *   confirmation; TOKEN_PIN_FORMAT before a try is spent on a PIN that cannot be right
 */
export async function askForPin(entry: PinEntry, question: PinQuestion, options: AskOptions): Promise<string> {
  const ask = (signal: AbortSignal): Promise<PinAnswer> => entry.askPin(question, signal);
  return checkAnswer(await askPerson<PinAnswer>(ask, question.tokenSerial, options), question);
}

/**
 * One question to a person that is over when he answers, when time is up, or when the token leaves.
 * @throws TOKEN_REMOVED
 */
export async function askPerson<Answer extends { readonly kind: string }>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  serial: string,
  options: AskOptions,
): Promise<Answer | { readonly kind: 'cancelled' }> {
  const wanted = new AbortController();
  const timer = setTimeout(() => wanted.abort(), options.timeoutMs);
  const cancelled = { kind: 'cancelled' } as const;
  try {
    const answer = await Promise.race([
      ask(wanted.signal).catch(() => cancelled),
      new Promise<typeof cancelled>((resolve) => wanted.signal.addEventListener('abort', () => resolve(cancelled))),
      options.tokenLeft(wanted.signal).then(() => 'left' as const),
    ]);
    if (answer === 'left') throw new StationError('TOKEN_REMOVED', { serial, mayHaveSigned: false });
    return answer;
  } finally {
    clearTimeout(timer);
    wanted.abort();
  }
}

function checkAnswer(answer: PinAnswer, question: PinQuestion): string {
  const { tokenSerial: serial, triesState, minLength: min, maxLength: max } = question;
  if (answer.kind === 'cancelled') throw new StationError('TOKEN_PIN_CANCELLED', { serial });
  if (triesState === 'final' && answer.confirmedFinalTry !== true) {
    throw new StationError('TOKEN_PIN_FINAL_TRY', { serial, triesState });
  }
  const length = Buffer.byteLength(answer.pin);
  if (length === 0 || length < min || (max > 0 && length > max)) {
    throw new StationError('TOKEN_PIN_FORMAT', { serial, min, max });
  }
  return answer.pin;
}
