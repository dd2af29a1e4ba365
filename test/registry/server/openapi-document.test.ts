import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#registry/server/openapi-document.ts';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>>;
}

async function operations(): Promise<readonly (readonly [string, Operation])[]> {
  const document = (await openApiDocument('test')) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
}

function schemasOf({ parameters = [], requestBody, responses }: Operation): object[] {
  const bodies = [requestBody, ...Object.values(responses)].flatMap((part) => Object.values(part?.content ?? {}));
  return [...parameters.map(({ schema }) => schema), ...bodies.map(({ schema }) => schema)];
}

describe('OpenAPI document of the registry', () => {
  it('has only schemas that another JSON Schema validator understands', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const schemas = (await operations()).flatMap(([, operation]) => schemasOf(operation));
    expect(schemas.length).toBeGreaterThan(50);
    for (const schema of schemas) expect(ajv.validateSchema(schema)).toBe(true);
    expect(() => schemas.forEach((schema) => ajv.compile(schema))).not.toThrow();
  });

  it('says of every path parameter what it is', async () => {
    for (const [route, { parameters = [] }] of await operations()) {
      const named = [...route.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(named);
    }
  });

  it('asks every station route for envelope, body and signature', async () => {
    const bodies = (await operations())
      .filter(([route]) => route.startsWith('POST /v1/usage') || route.startsWith('POST /v1/seals'))
      .map(([, operation]) => operation.requestBody?.content['application/json']?.schema as { required: string[] });
    expect(bodies).toHaveLength(6);
    expect(bodies.every(({ required }) => required.join() === 'envelope,body,signature')).toBe(true);
  });
});
