import type { DeskTask } from '#shared/contract/desk.ts';
import { useDesk } from './use-station.ts';

export interface Queue {
  readonly tasks: readonly DeskTask[];
  /** 0-based place of the request; -1 for one that waits no more. */
  readonly index: number;
  /** What to do after this one. */
  readonly next: DeskTask | undefined;
}

/** Where a request stands among those that wait for the person; a batch is dealt with on a page of its own. */
export function useQueue(kind: DeskTask['kind'], requestId: string): Queue {
  const { summary } = useDesk();
  const tasks = (summary?.tasks ?? []).filter((task) => task.kind === kind && task.files === null);
  const index = tasks.findIndex((task) => task.requestId === requestId);
  return { tasks, index, next: tasks[index + 1] ?? tasks.find((task) => task.requestId !== requestId) };
}
