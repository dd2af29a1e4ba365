import { StationError } from '#shared/errors/station-error.ts';
import { findCertifiedKey } from './key-session.ts';
import { changePin } from './pin-administration.ts';
import { askPerson, type AskOptions, type PinQuestion } from './pin-entry.ts';
import { triesWords } from './token-flags.ts';
import { tokenLeaving } from './token-monitor.ts';
import { hostOf, type TokenService } from './token-service.ts';
import { summarise, type TokenIdentity } from './token-state.ts';

/** What a person is told before changing a PIN. */
export type PinChangeQuestion = Pick<PinQuestion, 'tokenSerial' | 'triesState' | 'minLength' | 'maxLength'>;

export type PinChangeAnswer =
  | {
      readonly kind: 'pin-change';
      readonly oldPin: string;
      readonly newPin: string;
      /** Typed a second time: nobody sees what he types. */
      readonly newPinAgain: string;
      readonly confirmedFinalTry?: boolean;
    }
  | { readonly kind: 'cancelled' };

/** Where the old and the new PIN come from; asked together, so that a new one that is refused spends no try. */
export interface PinChangeEntry {
  askPinChange(question: PinChangeQuestion, signal: AbortSignal): Promise<PinChangeAnswer>;
}

/** Where a key names no shortest PIN, this many characters are asked for (product value; GM/T 0027 is said to ask six). */
const shortestNew = 6;

/**
 * Ask for the old and the new PIN of a key and change it. Everything that can be refused is refused before the old
 * PIN is tried; it is tried once.
 *
 * Whether people may do this themselves is for the profile to say (U-CUS-10, HN-18), before this is called.
 * @throws TOKEN_ABSENT, TOKEN_WRONG_KEY, TOKEN_CONTENT_MISMATCH; TOKEN_PIN_LOCKED without asking; TOKEN_PIN_CANCELLED,
 *   TOKEN_PIN_FINAL_TRY, TOKEN_PIN_FORMAT, TOKEN_PIN_UNFIT without spending a try; TOKEN_PIN_INCORRECT with `triesState`
 */
export async function changePinAsking(
  service: TokenService,
  identity: TokenIdentity,
  entry: PinChangeEntry,
  timeoutMs: number = 300_000,
): Promise<void> {
  const host = hostOf(service);
  const token = { serial: identity.serial, manufacturer: identity.manufacturer };
  const info = summarise(await host.call('state', { token }));
  const { triesState, serial } = info;
  if (!info.isPinSet) throw new StationError('TOKEN_PIN_NOT_SET', { serial });
  if (triesState === 'locked')
    throw new StationError('TOKEN_PIN_LOCKED', { serial, triesState, tries: triesWords(triesState) });
  await findCertifiedKey(host, identity);
  const question: PinChangeQuestion = {
    tokenSerial: serial,
    triesState,
    minLength: Math.max(info.minPinLength, shortestNew),
    maxLength: info.maxPinLength,
  };
  const pins = await askForPinChange(entry, question, {
    timeoutMs,
    tokenLeft: (signal) => tokenLeaving(host, token, info.series, signal),
  });
  await changePin(service, token, pins);
}

/** Ask once; whatever is not an answer is a no. */
export async function askForPinChange(
  entry: PinChangeEntry,
  question: PinChangeQuestion,
  options: AskOptions,
): Promise<{ readonly oldPin: string; readonly newPin: string }> {
  const answer = await askPerson<PinChangeAnswer>(
    (signal) => entry.askPinChange(question, signal),
    question.tokenSerial,
    options,
  );
  return checkChange(answer, question);
}

function checkChange(answer: PinChangeAnswer, question: PinChangeQuestion): { oldPin: string; newPin: string } {
  const { tokenSerial: serial, triesState, minLength: min, maxLength: max } = question;
  if (answer.kind === 'cancelled') throw new StationError('TOKEN_PIN_CANCELLED', { serial });
  const { oldPin, newPin, newPinAgain } = answer;
  const unfit = (detail: string): StationError =>
    new StationError('TOKEN_PIN_UNFIT', { serial, detail: `@token.unfit.${detail}`, min, max });
  if (newPin !== newPinAgain) throw unfit('notRepeated');
  const length = Buffer.byteLength(newPin);
  if (length < min || (max > 0 && length > max)) throw unfit(max > 0 ? 'length' : 'short');
  if (newPin === oldPin) throw unfit('same');
  if (isSimple(newPin)) throw unfit('simple');
  if (oldPin === '') throw new StationError('TOKEN_PIN_FORMAT', { serial, min, max });
  if (triesState === 'final' && answer.confirmedFinalTry !== true) {
    throw new StationError('TOKEN_PIN_FINAL_TRY', { serial, triesState });
  }
  return { oldPin, newPin };
}

/** One character over and over, or a run such as 12345678 and 87654321: the first things anybody tries. */
function isSimple(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((char, index) => char.codePointAt(0)! - pin.codePointAt(index)!));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0]!);
}
