import fs from 'node:fs';
import type { Words } from '#main/platform/words.ts';
import { StationError, toErrorShape } from '#shared/errors/station-error.ts';

/**
 * The terminal of one command. With `json` nothing but one JSON value goes to standard output; sentences for people
 * then go nowhere, and questions to standard error.
 */
export interface Terminal {
  readonly words: Words;
  readonly isJson: boolean;
  /** A line for people. */
  line(text: string): void;
  /** The answer of the command: printed as JSON, or by `show` for people. */
  answer<T>(value: T, show: (value: T) => void): void;
  /** Asks without echo. @returns null when there is nobody to ask */
  secret(question: string): Promise<string | null>;
  fail(error: unknown): void;
}

export function createTerminal(words: Words, isJson: boolean): Terminal {
  const line = (text: string): void => {
    if (!isJson) process.stdout.write(`${text}\n`);
  };
  return {
    words,
    isJson,
    line,
    answer: (value, show) => {
      if (isJson) process.stdout.write(`${JSON.stringify(value)}\n`);
      else show(value);
    },
    secret: async (question) => {
      if (!process.stdin.isTTY) return null;
      // Loaded for the few commands that ask.
      const { default: password } = await import('@inquirer/password');
      return password({ message: question, mask: '*' }, { output: process.stderr });
    },
    fail: (error) => {
      const shape = toErrorShape(error);
      const text = words.error(shape);
      if (isJson) process.stdout.write(`${JSON.stringify({ error: { ...shape, ...text } })}\n`);
      const parts = [
        text.what,
        text.why && words.say('cli.error.why', { why: text.why }),
        text.next && words.say('cli.error.next', { next: text.next }),
        words.say('cli.error.code', { code: text.code }),
      ];
      process.stderr.write(`${parts.filter(Boolean).join('\n')}\n`);
      if (shape.code === 'INTERNAL_UNEXPECTED' && process.env['SEALKEEPER_TRACE'])
        process.stderr.write(`${String((error as Error).stack)}\n`);
    },
  };
}

/**
 * The first line of a file with a secret, without its line end; the file stays the caller's to protect.
 *
 * @throws DOC_NOT_FOUND
 */
export function secretFromFile(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8').split(/\r?\n/, 1)[0] ?? '';
  } catch (error) {
    throw new StationError('DOC_NOT_FOUND', { file }, error);
  }
}
