import type { ActivationProofUse, SelfTestUse } from '#main/warrant/key-use.ts';

/**
 * The bytes signed for uses other than stamping. Text that begins with this line cannot be read as a DER SEQUENCE
 * (which begins with 0x30), so it is neither TBS_Sign nor a seal, nor CMS attributes (0x31), whatever the values are.
 */
const domain = 'SealKeeper key use v1';

/** Statement lines: the domain, the kind, then `name: value` with the value as JSON, so that no value adds a line. */
export function statementFor(use: ActivationProofUse | SelfTestUse): Uint8Array {
  const lines = [domain, use.kind, line('use', use.useId)];
  if (use.kind === 'activation-proof') {
    const { sealEsId, stationId, challenge } = use.fields;
    lines.push(line('seal', sealEsId), line('station', stationId), line('challenge', challenge));
  }
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

function line(name: string, value: string): string {
  return `${name}: ${JSON.stringify(value)}`;
}
