import * as z from 'zod';

/** Seal states as the registry masters them (lifecycles C.1); only `active` may stamp. */
export const sealStates = [
  'draft',
  'applied',
  'returned',
  'rejected',
  'reviewed',
  'made',
  'filed',
  'delivered',
  'active',
  'suspended',
  'renewing',
  'expired',
  'cancelled',
] as const;
export const sealStateSchema = z.enum(sealStates);
export type SealState = z.infer<typeof sealStateSchema>;

/** One step of the approval chain of a seal: any of `approvers` (accounts) may decide it. */
export const chainStepSchema = z.strictObject({
  name: z.string().min(1).max(40),
  approvers: z.array(z.string().min(1)).min(1),
});

/** Who decides on a seal's use, with the version the register keeps (XC-E-3). */
export const approvalChainSchema = z.strictObject({
  version: z.int().min(1),
  steps: z.array(chainStepSchema).min(1).max(5),
});
export type ApprovalChain = Readonly<z.infer<typeof approvalChainSchema>>;
