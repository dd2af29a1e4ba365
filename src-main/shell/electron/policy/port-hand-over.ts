import { appOrigin, mayNavigate } from './address.ts';

/** What the shell knows of a frame that asks for the port. */
export interface AskingFrame {
  readonly url: string;
  readonly origin: string;
  /** It is the top frame of the window that the shell made. */
  readonly isTopOfWindow: boolean;
  /** It is being replaced by another document. */
  readonly detached: boolean;
}

/** The port to the station goes to the start page in the top frame of the window, and to nobody else. */
export function mayHandOverPort(frame: AskingFrame | null): boolean {
  return (
    frame !== null && frame.isTopOfWindow && !frame.detached && frame.origin === appOrigin && mayNavigate(frame.url)
  );
}
