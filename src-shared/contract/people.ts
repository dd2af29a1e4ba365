import { type } from '@orpc/contract';
import * as z from 'zod';
import { roles } from '../model/roles.ts';
import { forRoles, method } from './procedure.ts';
import type { SignedInPerson } from './session.ts';

/** An account as administrators see it. */
export interface AccountView extends SignedInPerson {
  /** `must-change`: a password given by an administrator waits for its first sign-in. */
  readonly state: 'active' | 'must-change' | 'locked' | 'ended';
  /** Number of the document that appoints the person; empty without one. */
  readonly appointmentNo: string;
}

const account = z.string().min(1).max(40);
/** The second person's own sign-in for this one act; who it must be follows from the account. */
const consent = z.strictObject({ account, password: z.string().min(1).max(200) }).optional();
const rolesSchema = z.array(z.enum(roles)).min(1).max(roles.length);
const appointmentNo = z.string().trim().max(60).default('');
/** The security administrator comes in for the system administrator's own account alone. */
const administrators = forRoles('system', 'security');

export const peopleContract = {
  add: method
    .meta(forRoles('system'))
    .input(
      z.strictObject({
        account: z.string().regex(/^[a-z][a-z0-9._-]{1,39}$/),
        name: z.string().trim().min(1).max(40),
        post: z.string().trim().max(60).default(''),
        deptName: z.string().trim().min(1).max(100),
        roles: rolesSchema,
        appointmentNo,
        password: z.string().min(8).max(200),
      }),
    )
    .output(type<SignedInPerson>()),
  list: method.meta(forRoles('system', 'security', 'auditor')).output(type<readonly AccountView[]>()),
  /** Gives a password that is shown once and must be changed at the first sign-in; also unlocks the account. */
  resetPassword: method
    .meta(administrators)
    .input(z.strictObject({ account, consent }))
    .output(type<{ readonly oneTimePassword: string; readonly validUntil: string }>()),
  unlock: method.meta(administrators).input(z.strictObject({ account })).output(type<readonly AccountView[]>()),
  /** The person leaves: nobody signs in with the account any more, and its name stays in all records. */
  end: method
    .meta(administrators)
    .input(z.strictObject({ account, reason: z.string().trim().min(2).max(200), consent }))
    .output(type<readonly AccountView[]>()),
  changeRoles: method
    .meta(administrators)
    .input(z.strictObject({ account, roles: rolesSchema, appointmentNo, consent }))
    .output(type<readonly AccountView[]>()),
};
