import { toErrorShape } from '#shared/errors/station-error.ts';
import { idOfCall } from '#main/platform/child-answer.ts';
import { parentChannel } from '#main/platform/parent-channel.ts';
import { callSchema } from '../host-protocol.ts';
import { CkrFailure, toStationError } from './ckr-failure.ts';
import { createHostOperations } from './host-operations.ts';

/**
 * Entry of a token host: one process per PKCS#11 module. It takes one call after the other, answers each with a value
 * or a failure that has a code, and keeps nothing but what the module itself keeps. A driver that crashes or hangs
 * takes this process with it and nothing else.
 */
const perform = createHostOperations();
const parent = parentChannel();
let queue: Promise<void> = Promise.resolve();

parent.onClose(() => process.exit(0));
parent.onMessage((message) => {
  queue = queue.then(() => answer(message));
});

async function answer(message: unknown): Promise<void> {
  const call = callSchema.safeParse(message);
  if (!call.success) {
    // The text of a schema's complaint may repeat what was sent, so it is not passed on.
    parent.post({
      id: idOfCall(message),
      ok: false,
      failure: { code: 'RPC_INVALID_INPUT', facts: { detail: 'token host' } },
    });
    return;
  }
  const { id, request } = call.data;
  try {
    parent.post({ id, ok: true, value: await perform(request) });
  } catch (error) {
    parent.post({ id, ok: false, failure: toErrorShape(error instanceof CkrFailure ? toStationError(error) : error) });
  }
}
