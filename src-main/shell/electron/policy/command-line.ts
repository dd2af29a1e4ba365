export type Start =
  | { readonly kind: 'window'; readonly data: string | undefined }
  /** The command line of the program, with the arguments that are its own. */
  | { readonly kind: 'command'; readonly args: readonly string[] };

/**
 * What the arguments ask for. Chromium puts switches of its own among them, so for a window everything that is not
 * ours is passed over.
 *
 * @param argv as the process got it: the executable first, and unpackaged the folder of the program second
 */
export function readStart(argv: readonly string[], isPackaged: boolean): Start {
  const args = argv.slice(isPackaged ? 1 : 2);
  const cli = args.indexOf('--cli');
  if (cli >= 0) return { kind: 'command', args: args.slice(cli + 1) };
  const data = args.indexOf('--data');
  const joined = args.find((argument) => argument.startsWith('--data='))?.slice('--data='.length);
  return { kind: 'window', data: (data >= 0 ? args[data + 1] : joined) || undefined };
}
