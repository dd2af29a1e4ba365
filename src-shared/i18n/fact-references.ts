/** A fact may name a sentence of the catalogue (`@details.noChain`). */
const reference = /@((?:[A-Za-z-]+\.)+[A-Za-z-]+)/g;

/**
 * Facts with the sentences they name put in their place; what the catalogue does not have stays as it is, and null
 * becomes a gap.
 *
 * @param find a sentence of the catalogue by its key, filled with the same facts
 */
export function resolveReferences(
  facts: Readonly<Record<string, unknown>>,
  find: (key: string) => string | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value ?? ''];
      return [name, value.replaceAll(reference, (whole: string, key: string) => find(key) ?? whole)];
    }),
  );
}
