import { Command, InvalidArgumentError } from 'commander';
import path from 'node:path';
import { demoAdministrators, demoPassword, demoPin, demoStaff } from '#main/app/demo/demo-people.ts';
import { prepareScreenDemo, type ScreenDemo } from '#main/app/demo/screen-demo.ts';
import { programFiles } from '#main/app/program-files.ts';
import { openInBrowser } from '#main/platform/processes.ts';
import { createWords } from '#main/platform/words.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { startNodeShell } from './start-node-shell.ts';

/** `node src-main/shell/node/main.ts [--data DIR] [--port N] [--demo] [--no-open] [--allow-real-key]` */

const words = createWords(process.env['SEALKEEPER_LANGUAGE'] === 'en' ? 'en' : 'zh-CN');
const say = (key: string, facts?: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(`${words.say(`shell.${key}`, facts)}\n`);
};

interface Options {
  readonly data?: string;
  readonly port?: number;
  readonly demo?: boolean;
  readonly open: boolean;
  readonly allowRealKey?: boolean;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('0 … 65535');
  return port;
}

async function run(options: Options): Promise<void> {
  const { port, allowRealKey = false } = options;
  const closers: (() => Promise<void> | void)[] = [];
  onInterrupt(async () => {
    for (const close of closers.toReversed()) await close();
  });
  const demo = options.demo ? await prepare(options.data) : null;
  const data = demo?.data ?? options.data;
  if (demo) closers.push(() => demo.registry.stop());
  const shell = await startNodeShell({ data, port, words, isRealKeyAllowed: allowRealKey }).catch((error: unknown) => {
    demo?.registry.stop();
    throw error;
  });
  closers.push(() => shell.close());
  const url = shell.link();
  const isOpened = options.open && (await openInBrowser(url));
  say(isOpened ? 'opening' : 'ready');
  say('link', { url });
  say('linkOnce', { data: shell.station.paths.folder });
  say('stop');
}

/** Made anew at every start, in a folder of its own. */
async function prepare(folder = path.join(programFiles.root, '.demo', 'screen')): Promise<ScreenDemo> {
  const startedAt = performance.now();
  say('preparing', { path: folder });
  const demo = await prepareScreenDemo(path.resolve(folder), words);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say('prepared', { seconds, password: demoPassword, pin: demoPin });
  for (const { account, name, post } of [...demoStaff, ...demoAdministrators]) say('people', { account, name, post });
  return demo;
}

/** Ends cleanly once, whichever way we are told. */
function onInterrupt(close: () => Promise<void>): void {
  let isClosing = false;
  const end = (): void => {
    if (isClosing) return;
    isClosing = true;
    void close().finally(() => process.exit());
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}

const option = (name: string): string => words.say(`shell.options.${name}`);

await new Command('sealkeeper')
  .description(words.say('shell.program'))
  .option('--data <dir>', words.say('cli.options.data'))
  .option('--port <number>', option('port'), portNumber)
  .option('--demo', option('demo'))
  .option('--no-open', option('noOpen'))
  .option('--allow-real-key', option('allowRealKey'))
  .action((options: Options) =>
    run(options).catch((error: unknown) => {
      const { what, why, next, code } = words.error(toErrorShape(error));
      process.stderr.write(`${[what, why, next, code].filter(Boolean).join('\n')}\n`);
      process.exit(1);
    }),
  )
  .parseAsync();
