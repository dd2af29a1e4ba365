import { performance } from 'node:perf_hooks';

/** Tells a person what takes time. Standard error only: callers write JSON on standard output. */
export interface Progress {
  say(line: string): void;
  /** Announces a step, runs it, and tells how long it took or that it failed. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
}

export function createProgress(write: (text: string) => void): Progress {
  const say = (line: string): void => write(`[准备] ${line}\n`);
  return {
    say,
    step: async (title, work) => {
      const startedAt = performance.now();
      say(`${title}……`);
      try {
        const result = await work();
        say(`${title}：完成（${seconds(performance.now() - startedAt)}）`);
        return result;
      } catch (error) {
        say(`${title}：失败（${seconds(performance.now() - startedAt)}）`);
        throw error;
      }
    },
  };
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} 秒`;
}
