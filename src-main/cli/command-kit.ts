import type { Words } from '#main/platform/words.ts';
import type { CommonOptions } from './station-session.ts';
import type { Terminal } from './terminal.ts';

/** What every command is made with. */
export interface CommandKit {
  readonly words: Words;
  /** Runs one command: its answer is the exit status (false and every error are 1). */
  run(options: CommonOptions, act: (terminal: Terminal) => Promise<boolean | void>): Promise<void>;
}
