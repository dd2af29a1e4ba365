/** The value the host put into the page for this one load; undefined without a content security policy. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

/**
 * Some parts of the component library (scroll lock of a dialog, measuring the scroll bar, an icon drawn with a style of
 * its own) make a style element without the nonce that the rest of it takes from its configuration. Only our own scripts
 * can call this; markup that came in from outside gets no nonce by it.
 */
const createElement = document.createElement.bind(document);
document.createElement = ((name: string, options?: ElementCreationOptions): HTMLElement =>
  withNonce(createElement(name, options))) as typeof document.createElement;

const createElementNS = document.createElementNS.bind(document);
document.createElementNS = ((namespace: string | null, name: string, options?: ElementCreationOptions): Element =>
  withNonce(createElementNS(namespace, name, options))) as typeof document.createElementNS;

function withNonce<T extends Element>(element: T): T {
  if (nonce && (element instanceof HTMLStyleElement || element instanceof SVGStyleElement)) element.nonce = nonce;
  return element;
}
