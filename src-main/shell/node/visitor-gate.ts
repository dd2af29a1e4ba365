import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { LaunchGate } from '#main/app/launch-secret.ts';

/** How many browser profiles may hold a cookie at once; the oldest goes first. */
const maxCookies = 32;

/** Who may talk to this shell: pages it served itself, in browsers that were let in by a launch link. */
export interface VisitorGate {
  /** `Host` and `Origin` name this shell and nothing else (DNS rebinding, ATK-33; other sites, ATK-45). */
  isAddressedRightly(request: IncomingMessage): boolean;
  /** `Origin` is there and is ours: what every browser says when it opens a WebSocket. */
  comesFromOwnPage(request: IncomingMessage): boolean;
  /** False when a browser says that another site's page, or one on another port of this computer, is behind it. */
  isFromHere(request: IncomingMessage): boolean;
  isLetIn(request: IncomingMessage): boolean;
  /** Exchanges a launch token for a cookie. @returns the `set-cookie` value, or null for a token that is not good */
  letIn(token: string): string | null;
}

export function createVisitorGate(port: number, launch: LaunchGate): VisitorGate {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  // Cookies do not keep ports apart, so the name does.
  const cookieName = `sealkeeper-${port}`;
  const cookies = new Set<string>();

  function comesFromOwnPage({ headers }: IncomingMessage): boolean {
    return (
      headers.origin !== undefined && headers.origin === `http://${headers.host ?? ''}` && origins.has(headers.origin)
    );
  }

  return {
    isAddressedRightly: (request) => {
      const { host, origin } = request.headers;
      if (!hosts.has(host ?? '')) return false;
      const isReading = request.method === 'GET' || request.method === 'HEAD';
      // A browser names the page behind every request that changes something; without it there is no browser.
      return origin === undefined ? isReading : comesFromOwnPage(request);
    },
    comesFromOwnPage,
    isFromHere: ({ headers }) => ['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string),
    isLetIn: ({ headers }) => cookiesOf(headers.cookie ?? '', cookieName).some((value) => cookies.has(value)),
    letIn: (token) => {
      if (!launch.redeem(token)) return null;
      const [oldest] = cookies;
      if (cookies.size >= maxCookies && oldest !== undefined) cookies.delete(oldest);
      const value = randomBytes(32).toString('base64url');
      cookies.add(value);
      return `${cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/`;
    },
  };
}

function cookiesOf(header: string, name: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
