import type { PinChangeEntry } from '#main/token/pin-change.ts';
import type { PinEntry } from '#main/token/pin-entry.ts';
import { triesWords } from '#main/token/token-flags.ts';
import { secretFromFile, type Terminal } from './terminal.ts';

/** The PIN from the terminal. A file is read once and its content given once; nobody to ask means no. */
export function terminalPin(terminal: Terminal, pinFile: string | undefined): PinEntry {
  const { words } = terminal;
  let isFileUsed = false;
  return {
    askPin: async (question) => {
      if (pinFile !== undefined) {
        // A PIN from a file must never be tried twice, and never as the last try.
        if (isFileUsed || question.triesState === 'final') return { kind: 'cancelled' };
        isFileUsed = true;
        return { kind: 'pin', pin: secretFromFile(pinFile) };
      }
      if (question.triesState === 'final') terminal.line(words.say('cli.prompts.finalTry'));
      const facts = {
        document: question.documentName ?? words.say(`token.purpose.${question.purpose}`),
        serial: question.tokenSerial,
        tries: triesWords(question.triesState),
      };
      const pin = await terminal.secret(words.say('cli.prompts.pin', facts));
      if (pin === null || pin === '') return { kind: 'cancelled' };
      return { kind: 'pin', pin, confirmedFinalTry: question.triesState === 'final' };
    },
  };
}

/** The old PIN and the new one, twice. From files they are given once, and the old one never as the last try. */
export function terminalPinChange(
  terminal: Terminal,
  files: { readonly oldPinFile?: string; readonly newPinFile?: string },
): PinChangeEntry {
  const { words } = terminal;
  let isFileUsed = false;
  return {
    askPinChange: async ({ tokenSerial, triesState, minLength: min, maxLength: max }) => {
      const { oldPinFile, newPinFile } = files;
      if (oldPinFile !== undefined && newPinFile !== undefined) {
        if (isFileUsed || triesState === 'final') return { kind: 'cancelled' };
        isFileUsed = true;
        const newPin = secretFromFile(newPinFile);
        return { kind: 'pin-change', oldPin: secretFromFile(oldPinFile), newPin, newPinAgain: newPin };
      }
      if (triesState === 'final') terminal.line(words.say('cli.prompts.finalTry'));
      const ask = (key: string, facts = {}): Promise<string | null> =>
        terminal.secret(words.say(`cli.prompts.${key}`, facts));
      const oldPin = await ask('oldPin', { serial: tokenSerial, tries: triesWords(triesState) });
      const newPin = oldPin && (await ask('newPin', { min, max: max > 0 ? max : 255 }));
      const newPinAgain = newPin && (await ask('newPinAgain'));
      if (!oldPin || !newPin || !newPinAgain) return { kind: 'cancelled' };
      return { kind: 'pin-change', oldPin, newPin, newPinAgain, confirmedFinalTry: triesState === 'final' };
    },
  };
}
