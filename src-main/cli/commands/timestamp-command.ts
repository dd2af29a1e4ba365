import { Option, type Command } from 'commander';
import { timestampSettingsSchema } from '#shared/model/timestamp-settings.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';

interface TimestampOptions extends CommonOptions {
  readonly source?: 'off' | 'registry' | 'address';
  readonly url?: string;
  readonly required?: boolean;
}

const sources = timestampSettingsSchema.shape.source.options;

/** `timestamps`: what holds; with `--source` the system administrator changes it. */
export function addTimestamps(program: Command, kit: CommandKit): void {
  const { words } = kit;
  const say = (key: string): string => words.say(`cli.timestampOptions.${key}`);
  personOptions(program.command('timestamps'), kit)
    .description(words.say('cli.commands.timestamps'))
    .addOption(new Option('--source <source>', say('source')).choices(sources))
    .option('--url <url>', say('url'))
    .option('--required', say('required'))
    .action((options: TimestampOptions) =>
      kit.run(options, async (terminal) => {
        const { source, url = null, required = false } = options;
        const settings = await withPerson(terminal, options, (client) =>
          source === undefined
            ? client.station.timestamps.read()
            : client.station.timestamps.change({ source, url, isRequired: required }),
        );
        terminal.answer(settings, ({ isRequired }) => {
          terminal.line(words.say(`cli.timestamps.${settings.source}`, { url: settings.url ?? '' }));
          if (settings.source !== 'off') terminal.line(words.say(`cli.timestamps.${isRequired ? 'must' : 'may'}`));
        });
      }),
    );
}
