/** The value the host put into the page for this one load; undefined without a content security policy. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

/**
 * Some parts of the component library (scroll lock of a dialog, measuring the scroll bar) make a style element without
 * the nonce that the rest of it takes from its configuration. Only our own scripts can call this; markup that came in
 * from outside gets no nonce by it.
 */
const createElement = document.createElement.bind(document);
document.createElement = ((name: string, options?: ElementCreationOptions): HTMLElement => {
  const element = createElement(name, options);
  if (nonce && element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
}) as typeof document.createElement;
