import path from 'node:path';
import type { Command } from 'commander';
import { programFiles } from '#main/app/program-files.ts';
import type { CommandKit } from '../command-kit.ts';
import { emptyDemoFolder } from '#main/app/demo/demo-folder.ts';
import { demoAccounts, demoPassword } from '#main/app/demo/demo-people.ts';
import { runDemo, type DemoResult } from '#main/app/demo/run-demo.ts';
import type { CommonOptions } from '../station-session.ts';
import type { Terminal } from '../terminal.ts';

const fixedSteps = 7;
const stepsPerDocument = 3;

/** `demo [FILE...]`: the main job, step by step, with real parts and fictional names. */
export function addDemo(program: Command, kit: CommandKit): void {
  const { words } = kit;
  program
    .command('demo')
    .description(words.say('cli.commands.demo'))
    .argument('[file...]')
    .option('--json', words.say('cli.options.json'))
    .option('--out <dir>', words.say('cli.options.out'))
    .option('--data <dir>', words.say('cli.options.data'))
    .action((files: string[], options: CommonOptions & { out?: string }) =>
      kit.run(options, async (terminal) => {
        const folder = path.resolve(options.data ?? path.join(programFiles.root, '.demo'));
        emptyDemoFolder(folder);
        terminal.line(words.say('cli.demo.title'));
        const result = await runDemo({
          folder,
          files,
          words,
          ...(options.out !== undefined && { outputFolder: path.resolve(options.out) }),
          step: stepper(terminal, fixedSteps + stepsPerDocument * (files.length || 2)),
        });
        terminal.answer(publicResult(result), () => showResult(terminal, result));
        return result.documents.every(({ verdict, receipt }) => verdict === 'valid' && receipt !== null);
      }),
    );
}

function stepper(terminal: Terminal, count: number): Parameters<typeof runDemo>[0]['step'] {
  const { words } = terminal;
  let number = 0;
  return async (name, act, facts) => {
    const startedAt = performance.now();
    number += 1;
    const result = await act();
    const said = words.say(`cli.demo.steps.${name}`, facts?.(result) ?? {});
    const line = words.say('cli.demo.step', { number, count, words: said });
    terminal.line(words.say('cli.demo.took', { words: line, ms: Math.round(performance.now() - startedAt) }));
    return result;
  };
}

/** The JSON answer: the facts a script asks for. */
function publicResult({ documents, ledger, sync }: DemoResult) {
  return { documents, ledger, sync };
}

function showResult({ words, line }: Terminal, result: DemoResult): void {
  line('');
  line(words.say('cli.demo.results'));
  for (const { entry, verdict, output } of result.documents) {
    line(words.say('cli.demo.result', { entry, verdict: words.say(`states.verdict.${verdict}`), path: output }));
  }
  line(words.say('cli.demo.ledger', { ...result.ledger }));
  line('');
  line(words.say('cli.demo.next'));
  line(words.say('cli.demo.nextOpen'));
  const data = path.relative(process.cwd(), result.data) || '.';
  const first = result.documents[0]?.output ?? '';
  const account = demoAccounts.custodian;
  line(words.say('cli.demo.nextVerify', { path: path.relative(process.cwd(), first), data }));
  line(words.say('cli.demo.nextLedger', { account, data, password: demoPassword }));
  const registry = path.join(path.dirname(data), 'registry');
  line(words.say('cli.demo.nextSync', { port: result.registryPort, registry, account, data }));
}
