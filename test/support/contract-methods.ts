import { contract } from '#shared/contract/contract.ts';
import type { MethodMeta } from '#shared/contract/procedure.ts';

interface SchemaLike {
  /** Of an object: its fields. */
  readonly shape?: Readonly<Record<string, unknown>>;
  safeParse(value: unknown): { success: boolean };
}

/** One method of the contract, found by walking it. */
export interface ContractMethod {
  /** As it is called, such as `station.seals.suspend`. */
  readonly path: string;
  readonly roles: MethodMeta['roles'];
  /** Fields of the input that name places of this computer. */
  readonly paths: readonly string[];
  /** Absent where the method takes nothing. */
  readonly input: SchemaLike | undefined;
}

interface Procedure {
  readonly '~orpc': {
    readonly meta: MethodMeta;
    readonly inputSchemas?: readonly SchemaLike[];
    readonly inputSchema?: SchemaLike;
  };
}

function isProcedure(value: object): value is Procedure {
  return '~orpc' in value;
}

function* walk(node: object, path: string): Generator<ContractMethod> {
  if (isProcedure(node)) {
    const { meta, inputSchema, inputSchemas } = node['~orpc'];
    yield { path, roles: meta.roles, paths: meta.paths ?? [], input: inputSchema ?? inputSchemas?.[0] };
    return;
  }
  for (const [key, child] of Object.entries(node)) yield* walk(child as object, path === '' ? key : `${path}.${key}`);
}

/** Every method there is: a new one is in every test that uses this list. */
export const contractMethods: readonly ContractMethod[] = [...walk(contract, '')];
