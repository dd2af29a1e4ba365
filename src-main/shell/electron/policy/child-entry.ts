/** The programs that a station may have started, by the name of their built file. */
const entries: Readonly<Record<string, string>> = {
  'host-main': 'token-host.js',
  'reader-main': 'reader.js',
};

/**
 * The built file for an entry of the sources, or null: the station names a program it knows, and whatever else it may
 * name after an attack is not started.
 */
export function builtEntry(entry: URL | string): string | null {
  const name = /([^/\\]+)\.(?:ts|js)$/.exec(String(entry))?.[1] ?? '';
  return Object.hasOwn(entries, name) ? entries[name]! : null;
}
