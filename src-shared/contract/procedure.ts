import { oc } from '@orpc/contract';
import type { Role } from '../model/roles.ts';

/** What the contract says of a method besides its schemas. */
export interface MethodMeta {
  /** Who may call it: `everyone` needs no session; an empty list means any signed-in person. */
  readonly roles: 'everyone' | readonly Role[];
}

/** Root of every method: a method that names no roles can be called by nobody who is not signed in. */
export const method = oc.$meta<MethodMeta>({ roles: [] });

export const forEveryone: MethodMeta = { roles: 'everyone' };

export function forRoles(...roles: Role[]): MethodMeta {
  return { roles };
}
