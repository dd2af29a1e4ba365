import type { SignedInPerson } from '#shared/contract/session.ts';

/** What a channel knows of a caller: only the session it presents, by itself or as `authorization: Bearer …`. */
export interface CallContext {
  readonly session?: string | undefined;
  /** Said by a caller inside this process alone; whatever comes over a wire may name no path. */
  readonly isLocal?: boolean;
  /** Set by channels whose calls carry headers. */
  readonly reqHeaders?: Headers;
}

/** What a method gets once the caller was let through. */
export interface PermittedContext extends CallContext {
  /** Null only in methods for everyone. */
  readonly person: SignedInPerson | null;
}

export function sessionOf({ session, reqHeaders }: CallContext): string | undefined {
  return session ?? /^Bearer ([\w-]{1,100})$/.exec(reqHeaders?.get('authorization') ?? '')?.[1];
}
