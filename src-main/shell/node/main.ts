import { Command, InvalidArgumentError } from 'commander';
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
  const shell = await startNodeShell({ data: options.data, port, words, isRealKeyAllowed: allowRealKey });
  onInterrupt(() => shell.close());
  const url = shell.link();
  const isOpened = options.open && (await openInBrowser(url));
  say(isOpened ? 'opening' : 'ready');
  say('link', { url });
  say('linkOnce', { data: shell.station.paths.folder });
  say('stop');
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
