import { type } from '@orpc/contract';
import * as z from 'zod';
import type { Role } from '../model/roles.ts';
import { forEveryone, method } from './procedure.ts';

export interface SignedInPerson {
  readonly account: string;
  readonly name: string;
  readonly post: string;
  readonly deptName: string;
  readonly roles: readonly Role[];
}

export const sessionContract = {
  /** Password sign-in; five failures in a row lock the account. */
  signIn: method
    .meta(forEveryone)
    .input(z.strictObject({ account: z.string().min(1).max(40), password: z.string().min(1).max(200) }))
    .output(type<{ readonly session: string; readonly person: SignedInPerson }>()),
  signOut: method.output(type<{ readonly signedOut: boolean }>()),
  who: method.output(type<SignedInPerson>()),
};
