import { idOfCall } from '#main/platform/child-answer.ts';
import { parentChannel } from '#main/platform/parent-channel.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { defaultReaderLimits } from './reader-limits.ts';
import { loadOperation } from './reader-modules.ts';
import { createReaderOperations } from './reader-operations.ts';
import { readerCallSchema, readerReady, type ReaderOp } from './reader-protocol.ts';

/**
 * Entry of a reader: the process that opens what strangers made. It is given paths and what is trusted, never a key,
 * the database or the register; whatever a document does to it, the station reads an answer, a deadline or an end.
 */
const [, , font = '', firstOperation = ''] = process.argv;
const perform = createReaderOperations(defaultReaderLimits, font);
const parent = parentChannel();
let queue: Promise<void> = Promise.resolve();

parent.onClose(() => process.exit(0));
parent.onMessage((message) => {
  queue = queue.then(() => answer(message));
});
if (isOperation(firstOperation)) await loadOperation[firstOperation]();
parent.post(readerReady);

function isOperation(name: string): name is ReaderOp {
  return Object.hasOwn(loadOperation, name);
}

async function answer(message: unknown): Promise<void> {
  const call = readerCallSchema.safeParse(message);
  if (!call.success) {
    const failure = { code: 'RPC_INVALID_INPUT', facts: { detail: 'reader' } };
    parent.post({ id: idOfCall(message), ok: false, failure });
    return;
  }
  const { id, request } = call.data;
  try {
    parent.post({ id, ok: true, value: await perform(request) });
  } catch (error) {
    parent.post({ id, ok: false, failure: toErrorShape(error) });
  }
}
