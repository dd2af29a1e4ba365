/** What Electron says of the system's store of secrets. */
export interface Backend {
  readonly platform: NodeJS.Platform;
  readonly isAvailable: boolean;
  /** On Linux alone: which password manager was found. */
  readonly linuxBackend: string;
}

/** Name of a store that protects, or null: `basic_text` encrypts under a password everybody knows. */
export function secretStoreName({ platform, isAvailable, linuxBackend }: Backend): string | null {
  if (!isAvailable) return null;
  if (platform === 'win32') return 'dpapi';
  if (platform === 'darwin') return 'keychain';
  return /^(gnome_libsecret|kwallet\d?)$/.test(linuxBackend) ? linuxBackend.replace('gnome_', '') : null;
}
