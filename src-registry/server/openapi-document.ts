import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { registryContract } from '#shared/registry/contract.ts';

/** The OpenAPI document of this registry, generated from the contract that also validates every request. */
export function openApiDocument(version: string): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(registryContract, {
    info: {
      title: 'SealKeeper registry',
      version,
      description:
        'Stations sign every request with their machine key (SM2). Error answers carry `data.code`, `data.facts` and words in Chinese.',
    },
    components: {
      securitySchemes: { personalToken: { type: 'http', scheme: 'bearer' } },
    },
    tags: [
      { name: 'open', description: 'Signed statements anybody may read, and enrolment by code.' },
      { name: 'station', description: 'Signed envelopes of enrolled stations.' },
      { name: 'administration', description: 'Personal accounts of the issuing side (bearer token).' },
      {
        name: 'oversight',
        description: 'Looking at seals, stations, usage, incidents and the audit log (bearer token).',
      },
    ],
  });
}
