import { oc } from '@orpc/contract';
import type { Role } from '../model/roles.ts';

/** What the contract says of a method besides its schemas. */
export interface MethodMeta {
  /** Who may call it: `everyone` needs no session; an empty list means any signed-in person. */
  readonly roles: 'everyone' | readonly Role[];
  /**
   * Fields of the input that name places of this computer. Whoever gives one must stand in the station's own process,
   * as the command line does: a page names bytes by address (ADR 0017, 0027).
   */
  readonly paths?: readonly string[];
}

/** Root of every method: a method that names no roles can be called by nobody who is not signed in. */
export const method = oc.$meta<MethodMeta>({ roles: [] });

export const forEveryone: MethodMeta = { roles: 'everyone' };

/** The same, where these fields of the input are paths. */
export function naming(meta: MethodMeta, ...paths: string[]): MethodMeta {
  return { ...meta, paths };
}

export function forRoles(...roles: Role[]): MethodMeta {
  return { roles };
}
