/** What a log line shows in the place of a secret. */
export const REDACTED = '[redacted]';

/**
 * Names whose values never reach a log, wherever they are nested. Compared without case, hyphens and underscores,
 * so `soPin`, `SO_PIN` and `user-pin` are all caught.
 */
const secretName =
  /^(?:(?:user|so|old|new|current|confirm|admin|token|key)?(?:pin|password|passwd|pwd|passphrase)|pincode|privatekey|privkey|machinekey|secret|sharedsecret|launchsecret|secretkey|sessionkey)$/;

/**
 * A secret written into a sentence or a piece of JSON: `PIN=1234`, `"pin":"1234"`, `口令：1234`. After "is" only words
 * with a digit count, so that "the PIN is locked" stays readable.
 */
const secretInText =
  /((?:\b|_|user|so|old|new|current|confirm)(?:pin|password|passwd|passphrase|private_?key)\b(?:码)?|口令|密码)(\\?["'”]?\s*(?:[:=：]|(?:is\b|是|为)(?=\s*[^\s]*\d))\s*\\?["'“]?)[^\s"'”,;，；。})\]\\]+/giu;

export function isSecretName(name: string): boolean {
  return secretName.test(name.replaceAll(/[-_\s]/g, '').toLowerCase());
}

export function redactText(text: string): string {
  return text.replace(secretInText, (_match, name: string, joint: string) => `${name}${joint}${REDACTED}`);
}

/**
 * A copy of a JSON value without its secrets: values under secret names are replaced whole, whatever their type,
 * and sentences are searched for secrets written into them.
 */
export function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isSecretName(name) ? REDACTED : redactValue(inner)]),
  );
}

/** Redacts one finished line of JSON; a line that is not JSON is searched as text. */
export function redactLine(line: string): string {
  try {
    return `${JSON.stringify(redactValue(JSON.parse(line)))}\n`;
  } catch {
    return redactText(line);
  }
}
