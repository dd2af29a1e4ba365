import { SetupRefusal } from './refusal.ts';

export interface Runtime {
  /** `process.versions.node` */
  readonly node: string;
  /** `process.versions.napi` */
  readonly napi: string | undefined;
}

/**
 * Refuses a Node that cannot run this program. The SQLite addon needs Node-API 10 and does not check it: on an older
 * Node it ends in a segmentation fault instead of a message.
 *
 * @throws SetupRefusal
 */
export function requireRuntime(runtime: Runtime): void {
  const isRecent = Number.parseInt(runtime.node, 10) >= 24;
  const hasNodeApi = Number.parseInt(runtime.napi ?? '0', 10) >= 10;
  if (isRecent && hasNodeApi) return;
  const found = `Node ${runtime.node}, Node-API ${runtime.napi ?? '?'}`;
  throw new SetupRefusal(
    `需要 Node 24 或更高版本（Node-API 10）；当前为 ${found}。请先运行 npm ci，再用 npm run … 启动（项目自带 Node 24）；其他平台请安装 Node 24。`,
    `Node 24 or newer (Node-API 10) is needed; this is ${found}. Run npm ci and start with npm run … (the project brings its own Node 24); on other platforms install Node 24.`,
  );
}
