import { useEffect, useState } from 'react';
import { fromErrorShape, StationError, type ErrorFacts } from '#shared/errors/station-error.ts';
import { currentSession } from './session.ts';

/** Bytes have addresses; see `/resource/…` in the contract. Addresses are relative to the page. */

function headers(): HeadersInit {
  const { signedIn } = currentSession();
  return signedIn ? { 'x-sealkeeper-session': signedIn.session } : {};
}

function address(path: string): URL {
  return new URL(`resource/${path}`, location.href.split('#')[0]);
}

/** @throws StationError with the code the station answered */
async function checked(response: Response): Promise<Response> {
  if (response.ok) return response;
  const shape = (await response.json().catch(() => ({}))) as { readonly code?: string; readonly facts?: ErrorFacts };
  if (shape.code !== undefined) throw fromErrorShape({ code: shape.code, facts: shape.facts ?? {} });
  throw new StationError('INTERNAL_UNEXPECTED', { detail: `HTTP ${response.status}` });
}

/** @param path such as `seal/41072200000001/picture` */
export async function fetchResource(path: string, options: RequestInit = {}): Promise<Response> {
  return checked(await fetch(address(path), { ...options, headers: { ...headers(), ...options.headers } }));
}

/** Bytes `[begin, end)`, for drawing a page without the whole file. */
export async function fetchRange(path: string, begin: number, end: number): Promise<Uint8Array> {
  const response = await fetchResource(path, { headers: { range: `bytes=${begin}-${end - 1}` } });
  return new Uint8Array(await response.arrayBuffer());
}

export interface Uploaded {
  readonly uploadId: string;
  /** Bytes. */
  readonly size: number;
}

/** Hands a file the person dropped or chose to the station. */
export async function upload(file: File, signal?: AbortSignal): Promise<Uploaded> {
  const path = `upload?name=${encodeURIComponent(file.name)}`;
  const response = await fetchResource(path, { method: 'PUT', body: file, ...(signal && { signal }) });
  return (await response.json()) as Uploaded;
}

/** A picture or page as an address the page may show; given back when the component goes. Null while it is fetched. */
export function useBlobUrl(path: string | null): { readonly url: string | null; readonly error: unknown } {
  const [state, setState] = useState<{ readonly url: string | null; readonly error: unknown }>({
    url: null,
    error: null,
  });
  useEffect(() => {
    if (path === null) return undefined;
    const stop = new AbortController();
    let url: string | null = null;
    void (async () => {
      try {
        const response = await fetchResource(path, { signal: stop.signal });
        const blob = await response.blob();
        if (stop.signal.aborted) return;
        url = URL.createObjectURL(blob);
        setState({ url, error: null });
      } catch (error) {
        if (!stop.signal.aborted) setState({ url: null, error });
      }
    })();
    return () => {
      stop.abort();
      if (url !== null) URL.revokeObjectURL(url);
      setState({ url: null, error: null });
    };
  }, [path]);
  return state;
}

/** Saves a resource under a name, the way a browser saves a download. */
export async function saveResource(path: string, fileName: string): Promise<void> {
  const blob = await (await fetchResource(path)).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
