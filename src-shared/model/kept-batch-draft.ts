import * as z from 'zod';
import { mostBatchFiles } from './batch.ts';
import { keptDraftSchema } from './kept-draft.ts';
import { mostPlacements, placementSchema } from './placement.ts';

const places = z.array(placementSchema).max(mostPlacements);

/** A batch that is still being put together: what all files have in common, and the files. */
export const keptBatchDraftSchema = z.strictObject({
  /** The name of the batch stands where a request has the title of its file. */
  form: keptDraftSchema.omit({
    documentId: true,
    placements: true,
    rules: true,
    documentNumber: true,
    formerRequestId: true,
  }),
  /** Places of every file that has none of its own. */
  shared: places,
  files: z
    .array(
      z.strictObject({
        documentId: z.uuid(),
        own: places.nullable(),
        /** The file's own former request, whose place it takes. */
        formerRequestId: z.uuid().optional(),
      }),
    )
    .max(mostBatchFiles),
});
export type KeptBatchDraft = Readonly<z.infer<typeof keptBatchDraftSchema>>;
