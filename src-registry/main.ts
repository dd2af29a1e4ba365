import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { StationError } from '#shared/errors/station-error.ts';
import { createLogger } from '#main/platform/logger.ts';
import { createWords } from '#main/platform/words.ts';
import { openRegistry } from './registry.ts';
import { startHttpServer } from './server/http-server.ts';

/** A registry in a process of its own: `node src-registry/main.ts --data DIR [--port P] [--host H]`. */

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('0 … 65535');
  return port;
}

const words = createWords();
const program = new Command('registry')
  .description(words.say('registry.program'))
  .version(version)
  .requiredOption('--data <dir>', words.say('registry.optionData'))
  .option('--port <number>', words.say('registry.optionPort'), portNumber, 7443)
  .option('--host <address>', words.say('registry.optionHost'), '127.0.0.1')
  .option('--log <level>', words.say('registry.optionLog'), 'info');

interface Options {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly log: 'silent' | 'error' | 'info' | 'debug';
}

async function run({ data, port, host, log }: Options): Promise<void> {
  const logger = createLogger({ name: 'registry', level: log });
  if (!loopback.test(host)) {
    logger.warn({ host }, 'plain HTTP beyond this computer: personal tokens need TLS, ended by what stands in front');
  }
  const registry = await openRegistry({ dir: data, logger });
  const server = await startHttpServer(registry.router, {
    host,
    port,
    version,
    logger,
    checkHealth: registry.checkHealth,
    answerTimestampQuery: registry.answerTimestampQuery,
  });
  let isClosing = false;
  const close = (): void => {
    if (isClosing) return;
    isClosing = true;
    server
      .close()
      .then(registry.close)
      .catch((error: unknown) => {
        logger.error({ err: error }, 'did not close cleanly');
        process.exitCode = 1;
      });
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  // Started by another program, it does not outlive it.
  process.on('disconnect', close);
  process.stdout.write(`${JSON.stringify({ listening: server.url })}\n`);
}

program.parse();
try {
  await run(program.opts<Options>());
} catch (error) {
  if (!(error instanceof StationError)) throw error;
  const { what, why, next } = words.error({ code: error.code, facts: error.facts });
  process.stderr.write(`${what}\n${why}\n${next}\n[${error.code}]\n`);
  process.exitCode = 1;
}
