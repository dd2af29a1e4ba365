import type { StartOptions } from '#main/platform/processes.ts';
import type { ErrorShape } from '#shared/errors/station-error.ts';
import type { RequestHead } from '#main/app/resources/resource-channel.ts';

/** What the main process tells the station; ports travel beside the message, in the order named here. */
export type ToStation =
  | { readonly kind: 'open'; readonly data: string | undefined; readonly secretStore: string | null }
  /** With one port: the calls of a window, in place of the port it had. */
  | { readonly kind: 'port'; readonly window: number }
  | { readonly kind: 'close-port'; readonly window: number }
  /** With a port for the answer and, when there is a body, one for it. */
  | { readonly kind: 'resource'; readonly head: RequestHead }
  /** The computer is locked or goes to sleep: everybody is signed out and every port is closed. */
  | { readonly kind: 'lock' }
  /** With one port to the child. */
  | { readonly kind: 'child-started'; readonly child: number; readonly pid: number | undefined }
  | { readonly kind: 'child-ended'; readonly child: number; readonly code: number | null }
  | { readonly kind: 'secret'; readonly id: number; readonly bytes: Uint8Array | null }
  | { readonly kind: 'close' };

/** What the station tells the main process. */
export type ToMain =
  | { readonly kind: 'opened' }
  | { readonly kind: 'failed'; readonly error: ErrorShape }
  | { readonly kind: 'start-child'; readonly child: number; readonly entry: string; readonly options: StartOptions }
  | { readonly kind: 'end-child'; readonly child: number }
  | { readonly kind: 'secret'; readonly id: number; readonly act: 'protect' | 'open'; readonly bytes: Uint8Array };

/** The word with which the page asks for its port, and with which the preload gives it. */
export const portWord = 'sealkeeper:ready';
