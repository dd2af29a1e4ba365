import { spawn } from 'node:child_process';
import { SetupRefusal } from './refusal.ts';

const TAIL_LINES = 40;

/**
 * Runs a program and waits for it. Its output is shown only when it fails, and then the end of it.
 *
 * @throws SetupRefusal when it cannot be started or ends with another code than 0
 */
export async function runCommand(command: readonly string[], cwd: string): Promise<void> {
  const [program = '', ...args] = command;
  const chunks: Buffer[] = [];
  const failure = await new Promise<string | null>((resolve) => {
    const child = spawn(program, args, { cwd, env: buildEnvironment(process.env), stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? null : String(signal ?? code)));
  });
  if (failure === null) return;
  const tail = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  throw new SetupRefusal(
    `命令未成功（${failure}）：${command.join(' ')}`,
    `The command did not succeed (${failure}).`,
    tail,
  );
}

/**
 * The environment for compilers. npm hands its own settings down as variables, and node-gyp takes some of them for
 * its own; a build must not depend on who started it.
 */
export function buildEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !/^npm_(?:config|package|lifecycle)_/i.test(name));
  return { ...Object.fromEntries(kept), DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
}
