import { nodeProcessHost, type ProcessHost } from '#main/platform/processes.ts';

/**
 * Processes that note how long each operation of one kind took in the token host, between the question and its answer.
 *
 * @param op as the host's protocol calls it
 * @param into milliseconds, in the order of the answers
 */
export function timingTokens(op: 'login' | 'sign', into: number[]): ProcessHost {
  return {
    start(entry, options) {
      const child = nodeProcessHost.start(entry, options);
      const asked = new Map<unknown, number>();
      child.onMessage((message) => {
        const { id } = message as { readonly id: unknown };
        const askedAt = asked.get(id);
        if (askedAt !== undefined) into.push(performance.now() - askedAt);
        asked.delete(id);
      });
      const post = (message: unknown): void => {
        const { id, request } = message as { readonly id: unknown; readonly request: { readonly op: string } };
        if (request.op === op) asked.set(id, performance.now());
        child.post(message);
      };
      return {
        post,
        onMessage: (listener) => child.onMessage(listener),
        onExit: (listener) => child.onExit(listener),
        kill: () => child.kill(),
        get pid() {
          return child.pid;
        },
      };
    },
  };
}
