/**
 * What a driver may need to find its files and devices. Everything else of our environment stays out: runtime options
 * that would load foreign code or write reports of memory, and secrets another part of the station was given.
 */
const passedOn = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'XDG_RUNTIME_DIR',
  'PCSCLITE_CSOCK_NAME',
  'SystemRoot',
  'SystemDrive',
  'windir',
  'TEMP',
  'TMP',
  'APPDATA',
  'LOCALAPPDATA',
  'ProgramData',
  'ProgramFiles',
  'USERPROFILE',
];

/** @param added named by the settings of this module, such as `SOFTKEY_DIR` */
export function hostEnvironment(added: Readonly<Record<string, string>>): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of passedOn) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...added };
}
