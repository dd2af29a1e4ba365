import { createResourceHandler, type ResourceHandler } from '#main/app/resources/resource-handler.ts';
import { openScreenStation, type ScreenStation } from '#test/support/screen-station.ts';

/** A station's resources, asked without a host between. */
export interface ResourceAsker {
  readonly screen: ScreenStation;
  ask(path: string, session: string | null, init?: RequestInit): Promise<Response>;
  /** @returns the upload's id */
  upload(session: string, name: string, bytes: Uint8Array): Promise<string>;
}

export async function openResources(
  makeHandler: (screen: ScreenStation) => ResourceHandler = ({ station }) => createResourceHandler(station.parts),
): Promise<ResourceAsker> {
  const screen = await openScreenStation();
  const handler = makeHandler(screen);
  const ask = (path: string, session: string | null, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (session !== null) headers.set('x-sealkeeper-session', session);
    return handler(new Request(`http://station/resource/${path}`, { ...init, headers }));
  };
  return {
    screen,
    ask,
    upload: async (session, name, bytes) => {
      const body = Uint8Array.from(bytes);
      const answer = await ask(`upload?name=${encodeURIComponent(name)}`, session, { method: 'PUT', body });
      return ((await answer.json()) as { uploadId: string }).uploadId;
    },
  };
}
