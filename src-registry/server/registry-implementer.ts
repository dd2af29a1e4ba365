import { implement } from '@orpc/server';
import { registryContract } from '#shared/registry/contract.ts';

/** What one HTTP request brings besides its body. */
export interface RegistryCall {
  readonly authorization?: string;
}

/** The contract with nothing behind it yet; every group of routes is written against this. */
export const registry = implement(registryContract).$context<RegistryCall>();
