/** The scheme the window is served over; it has no network behind it. */
export const scheme = 'sealkeeper';
/** The only origin of the window. */
export const appOrigin = `${scheme}://app`;
export const startAddress = `${appOrigin}/`;

/** Who answers an address of the window: the station, or the folder of the built screen. */
export type Place =
  | { readonly kind: 'resource' }
  | { readonly kind: 'file'; readonly pathname: string }
  | { readonly kind: 'refused'; readonly status: 400 | 405 };

export function placeOf(address: string, method: string): Place {
  const url = URL.parse(address);
  // A host of a foreign name, a port or credentials make another origin.
  if (url === null || url.protocol !== `${scheme}:` || url.host !== 'app' || url.username || url.password) {
    return { kind: 'refused', status: 400 };
  }
  if (url.pathname.startsWith('/resource/')) return { kind: 'resource' };
  if (method !== 'GET' && method !== 'HEAD') return { kind: 'refused', status: 405 };
  return { kind: 'file', pathname: url.pathname };
}

/** True for the window's own start page alone; a change after `#` is no navigation. */
export function mayNavigate(address: string): boolean {
  return URL.parse(address)?.href.split('#')[0] === startAddress;
}
