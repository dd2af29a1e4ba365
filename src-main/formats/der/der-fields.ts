import { childrenOf, type DerElement } from './der-element.ts';
import { DerError } from './der-error.ts';

/** The fields of one SEQUENCE, taken in order. Names are for the failure only. */
export interface DerFields {
  /** How many fields are left. */
  readonly left: number;
  /** The next field without taking it. */
  peek(): DerElement | undefined;
  /** Take the next field; it must have one of the identifiers. @throws DerError */
  take(name: string, ...identifiers: number[]): DerElement;
  /** Take the next field, whatever it is. @throws DerError */
  takeAny(name: string): DerElement;
  /** Take the next field only when it has one of the identifiers. */
  takeOptional(...identifiers: number[]): DerElement | undefined;
  /** Refuse fields that nobody took: an unknown field must not be signed or trusted unseen. @throws DerError */
  end(): void;
}

/**
 * Open a constructed element as a list of fields.
 *
 * @param identifier the identifier octet the element must have
 * @param where name of the structure in its standard, for the failure
 * @throws DerError
 */
export function openFields(element: DerElement, identifier: number, where: string): DerFields {
  if (element.identifier !== identifier) throw new DerError('tag-unexpected', where);
  const children = childrenOf(element, where);
  let next = 0;
  const takeAny = (name: string): DerElement => {
    const child = children[next];
    if (child === undefined) throw new DerError('element-missing', `${where}.${name}`);
    next += 1;
    return child;
  };
  return {
    get left() {
      return children.length - next;
    },
    peek: () => children[next],
    takeAny,
    take(name, ...identifiers) {
      const child = takeAny(name);
      if (!identifiers.includes(child.identifier)) throw new DerError('tag-unexpected', `${where}.${name}`);
      return child;
    },
    takeOptional(...identifiers) {
      const child = children[next];
      if (child === undefined || !identifiers.includes(child.identifier)) return undefined;
      next += 1;
      return child;
    },
    end() {
      if (next < children.length) throw new DerError('element-unexpected', where);
    },
  };
}
