import type { SignedInPerson } from '#shared/contract/session.ts';

/** What a channel knows of a caller: only the session it presents. */
export interface CallContext {
  readonly session?: string | undefined;
}

/** What a method gets once the caller was let through. */
export interface PermittedContext extends CallContext {
  /** Null only in methods for everyone. */
  readonly person: SignedInPerson | null;
}
