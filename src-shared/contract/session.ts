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
    .output(
      type<{
        readonly session: string;
        readonly person: SignedInPerson;
        /** An administrator gave the password: nothing but another one may be asked for with this session. */
        readonly mustChangePassword: boolean;
      }>(),
    ),
  /** One's own password, after the old one. */
  changePassword: method
    .input(z.strictObject({ oldPassword: z.string().min(1).max(200), newPassword: z.string().min(8).max(200) }))
    .output(type<{ readonly changed: true }>()),
  signOut: method.output(type<{ readonly signedOut: boolean }>()),
  who: method.output(type<SignedInPerson>()),
};
