/** What a log line shows in the place of a secret. */
export const REDACTED = '[redacted]';

/**
 * Names whose values never reach a log, wherever they are nested. Compared without case, hyphens and underscores,
 * so `soPin`, `SO_PIN` and `user-pin` are all caught.
 */
const secretName =
  /^(?:(?:user|so|old|new|current|confirm|admin|token|key)?(?:pin|password|passwd|pwd|passphrase)|pincode|privatekey|privkey|machinekey|secret|sharedsecret|launchsecret|secretkey|sessionkey)$/;

// Words are recognised here, not said, so the Chinese ones are written by their code points:
// 口令 and 密码 (password), 码 (after PIN), 是 and 为 (is).
const name = String.raw`(?:\b|_|user|so|old|new|current|confirm)(?:pin|password|passwd|passphrase|private_?key)\b\u7801?`;
const chineseName = String.raw`\u53e3\u4ee4|\u5bc6\u7801`;
const is = String.raw`is\b|\u662f|\u4e3a`;
const openQuote = String.raw`\\?["'\u201c]?`;
const closeQuote = String.raw`\\?["'\u201d]?`;

/**
 * A secret written into a sentence or a piece of JSON: `PIN=1234`, `"pin":"1234"`, `口令：1234`. After "is" only words
 * with a digit count, so that "the PIN is locked" stays readable.
 */
const secretInText = new RegExp(
  String.raw`(${name}|${chineseName})(${closeQuote}\s*(?:[:=\uff1a]|(?:${is})(?=\s*\S*\d))\s*${openQuote})` +
    String.raw`[^\s"'\u201d,;\uff0c\uff1b\u3002})\]\\]+`,
  'giu',
);

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
