/** Where a registry answers timestamp queries (RFC 3161 over HTTP); binary, and so no route of the JSON contract. */
export const registryTimestampPath = '/timestamp';
