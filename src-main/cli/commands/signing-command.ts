import { Option, type Command } from 'commander';
import { longTermLevelSchema, type LongTermLevel } from '#shared/model/long-term.ts';
import { signatureProfileSchema, type SignatureProfile } from '#shared/model/signature-profile.ts';
import type { CommandKit } from '../command-kit.ts';
import { personOptions } from '../person-options.ts';
import { withPerson, type CommonOptions } from '../station-session.ts';

interface SigningOptions extends CommonOptions {
  readonly signature?: SignatureProfile;
  readonly longTerm?: LongTermLevel;
}

/** `signing`: what the office decided of its signatures; with an option the system administrator changes it. */
export function addSigning(program: Command, kit: CommandKit): void {
  const { words } = kit;
  const say = (key: string): string => words.say(`cli.signingOptions.${key}`);
  personOptions(program.command('signing'), kit)
    .description(words.say('cli.commands.signing'))
    .addOption(new Option('--signature <profile>', say('signature')).choices(signatureProfileSchema.options))
    .addOption(new Option('--long-term <level>', say('longTerm')).choices(longTermLevelSchema.options))
    .action((options: SigningOptions) =>
      kit.run(options, async (terminal) => {
        const { signature: profile, longTerm: level } = options;
        const settings = await withPerson(terminal, options, async ({ station }) => ({
          signature: await (profile ? station.signatureForm.change({ profile }) : station.signatureForm.read()),
          longTerm: await (level ? station.longTerm.change({ level }) : station.longTerm.read()),
        }));
        terminal.answer(settings, ({ signature, longTerm }) => {
          terminal.line(words.say('cli.signing.signature', { form: words.say(`ledger.signatureForms.${signature}`) }));
          terminal.line(words.say(`cli.signing.${longTerm}`));
        });
      }),
    );
}
