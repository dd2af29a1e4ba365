import { SaxesParser } from 'saxes';
import { attribute, escapeText } from './markup.ts';
import { silent, drawable, isSafeValue, presentation } from './svg-words.ts';

/** An SVG image written anew: only shapes, text, gradients and clips of its own. */
export interface SafeSvg {
  readonly svg: string;
  /** Names of elements that were left out, each once; `style` for rules that were not applied. */
  readonly leftOut: readonly string[];
}

export interface SvgBounds {
  readonly maxElements: number;
  readonly maxDepth: number;
}

interface SvgNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (SvgNode | string)[];
}

const svgNamespace = 'http://www.w3.org/2000/svg';
const defaultBounds: SvgBounds = { maxElements: 20_000, maxDepth: 64 };

/**
 * Write a stranger's SVG anew out of what is known to be harmless: no script, no style sheet, no filter, nothing from
 * elsewhere, and no element that repeats others which repeat others. A browser shows it as an image besides, in which
 * nothing runs and nothing is fetched.
 *
 * @param bytes UTF-8
 * @returns null when it is no SVG, not well-formed, has a DOCTYPE or goes beyond the bounds
 */
export function safeSvg(bytes: Uint8Array, bounds: SvgBounds = defaultBounds): SafeSvg | null {
  const root = readTree(bytes, bounds);
  const box = root === null ? null : viewBoxOf(root);
  if (root === null || box === null) return null;
  const leftOut = new Set<string>();
  const targets = new Map<string, SvgNode>();
  const collect = (node: SvgNode): void => {
    const id = node.attributes.get('id');
    if (id !== undefined && !targets.has(id)) targets.set(id, node);
    for (const child of node.children) if (typeof child !== 'string') collect(child);
  };
  collect(root);
  let repeated = 0;

  const mayUse = (node: SvgNode): boolean => {
    const target = targets.get((node.attributes.get('href') ?? '').slice(1));
    if (target === undefined || repeated > bounds.maxElements || holds(target, 'use')) return false;
    repeated += sizeOf(target);
    return repeated <= bounds.maxElements;
  };
  const write = (node: SvgNode): string => {
    if (silent.has(node.name)) return '';
    if (!drawable.has(node.name) || (node.name === 'use' && !mayUse(node))) {
      leftOut.add(node.name);
      return '';
    }
    const content = node.children.map((child) => (typeof child === 'string' ? escapeText(child) : write(child)));
    return `<${node.name}${attributesOf(node, leftOut)}>${content.join('')}</${node.name}>`;
  };
  const content = root.children.map((child) => (typeof child === 'string' ? '' : write(child))).join('');
  const frame = `${attribute('width', box[2])}${attribute('height', box[3])}${attribute('viewBox', box.join(' '))}`;
  const own = attributesOf({ ...root, attributes: without(root.attributes, ['width', 'height', 'x', 'y']) }, leftOut);
  return {
    svg: `<svg xmlns="${svgNamespace}"${frame} preserveAspectRatio="none"${own}>${content}</svg>`,
    leftOut: [...leftOut],
  };
}

const holds = (node: SvgNode, name: string): boolean =>
  node.name === name || node.children.some((child) => typeof child !== 'string' && holds(child, name));

const sizeOf = (node: SvgNode): number =>
  node.children.reduce((sum: number, child) => sum + (typeof child === 'string' ? 0 : sizeOf(child)), 1);

const without = (attributes: ReadonlyMap<string, string>, names: readonly string[]): ReadonlyMap<string, string> =>
  new Map([...attributes].filter(([name]) => !names.includes(name)));

function stop(): never {
  throw new RangeError('svg');
}

function readTree(bytes: Uint8Array, bounds: SvgBounds): SvgNode | null {
  const stack: SvgNode[] = [];
  let root: SvgNode | null = null;
  let count = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', stop);
  parser.on('doctype', stop);
  parser.on('opentag', ({ local, uri, attributes }) => {
    count += 1;
    if (count > bounds.maxElements || stack.length >= bounds.maxDepth) stop();
    const known = Object.values(attributes).filter(({ prefix, local: name }) => prefix === '' || name === 'href');
    const node: SvgNode = {
      name: uri === svgNamespace ? local : `${local} `,
      attributes: new Map(known.map(({ local: name, value }) => [name, value])),
      children: [],
    };
    stack.at(-1)?.children.push(node);
    root ??= node;
    stack.push(node);
  });
  parser.on('closetag', () => void stack.pop());
  parser.on('text', (text) => void stack.at(-1)?.children.push(text));
  parser.on('cdata', (text) => void stack.at(-1)?.children.push(text));
  try {
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close();
  } catch {
    return null;
  }
  const read = root as SvgNode | null;
  return read?.name === 'svg' ? read : null;
}

/** The part of the plane that is shown; of a drawing that does not say, its width and height. */
function viewBoxOf({ attributes }: SvgNode): readonly [number, number, number, number] | null {
  const written = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [x = 0, y = 0, width = Number.NaN, height = Number.NaN] = written.length === 4 ? written : [];
  const length = (name: string): number => Number(/^\s*([\d.]+)/.exec(attributes.get(name) ?? '')?.[1]);
  const box = Number.isFinite(width)
    ? ([x, y, width, height] as const)
    : ([0, 0, length('width'), length('height')] as const);
  return box.every(Number.isFinite) && box[2] > 0 && box[3] > 0 ? box : null;
}

function attributesOf({ name, attributes }: SvgNode, leftOut: Set<string>): string {
  const written = new Map<string, string>();
  for (const [key, value] of attributes) {
    if (key === 'style') {
      for (const [property, said] of declarationsOf(value)) {
        if (presentation.has(property) && isSafeValue(said)) written.set(property, said);
        else leftOut.add('style');
      }
    } else if (key === 'href') {
      if (name !== 'a' && /^#[\w.-]+$/.test(value)) written.set('href', value);
    } else if (presentation.has(key) && isSafeValue(value) && !written.has(key)) written.set(key, value);
  }
  return [...written].map(([key, value]) => attribute(key, value)).join('');
}

function declarationsOf(style: string): readonly (readonly [string, string])[] {
  return style.split(';').flatMap((part) => {
    const colon = part.indexOf(':');
    const value = part.slice(colon + 1).replace('!important', '');
    return colon < 0 ? [] : [[part.slice(0, colon).trim().toLowerCase(), value.trim()] as const];
  });
}
