import type { BatchRun } from '#shared/contract/batches.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { useBlobUrl } from '../../bridge/resources.ts';
import { useCase, type RequestCase } from '../../bridge/use-case.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { LonePage } from '../../components/viewer/lone-page.tsx';
import type { PageOnScreen } from '../../components/viewer/sheet.tsx';
import { PlacedStamps } from '../request/stamps-on-page.tsx';
import type { FileRow } from './file-rows.ts';
import { fileToShow } from './file-to-show.ts';
import { useHeld } from './use-held.ts';

/** A fast key is through with a file sooner than anybody sees it, and drawing each would cost more than stamping it. */
const holdMs = 1_000;
const widthPx = 266;
const heightPx = 380;

/** 正在用印: the page that gets its seal, of the file a run has come to, beside the table of all files. */
export function ShownFile({ rows, run }: { readonly rows: readonly FileRow[]; readonly run: BatchRun | null }) {
  const requestId = useHeld(fileToShow(rows)?.file.requestId, holdMs);
  // What became of it meanwhile is said at once.
  const row = rows.find(({ file }) => file.requestId === requestId);
  const isRunning = run !== null && run.end === null;
  return row && <File row={row} isRunning={isRunning} output={run?.results.findLast(({ output }) => output)?.output} />;
}

function File(props: {
  readonly row: FileRow;
  readonly isRunning: boolean;
  readonly output: string | null | undefined;
}) {
  const { row, isRunning, output } = props;
  const { file, state } = row;
  const say = useWords();
  const { found, error } = useCase(file.requestId);
  return (
    <aside className="sk-batch-shown" aria-label={say('screen.batch.shown.name')}>
      <Panel
        title={state === 'over' ? say(`states.request.${file.state}`) : say(`screen.batch.shown.${state}`)}
        note={say('screen.batch.shown.position', { position: file.position })}
        isFlush
      >
        <div className="sk-batch-paper" style={{ height: heightPx + 28 }}>
          {error && !found && <ErrorLine error={errorText(toErrorShape(asStationError(error)))} />}
          {found && <Page found={found} row={row} isSealed={state === 'stamped' && !isRunning} />}
        </div>
        <p className="sk-batch-shown-title">{file.title}</p>
      </Panel>
      {found && (
        <Panel>
          <FactsList
            rows={[
              { label: say('screen.batch.shown.seal'), value: found.seal.name },
              // As the dialog for the PIN names it.
              {
                label: say('screen.batch.shown.key'),
                value: found.seal.tokenSerial.slice(-4),
              },
              ...(output ? [{ label: say('screen.batch.shown.folder'), value: folderOf(output) }] : []),
            ]}
          />
        </Panel>
      )}
    </aside>
  );
}

/** @param isSealed the file that came out of it is shown, and no longer the one that went in */
function Page(props: { readonly found: RequestCase; readonly row: FileRow; readonly isSealed: boolean }) {
  const { found, row, isSealed } = props;
  const { request, document, seal, pages } = found;
  const { placements } = request.draft;
  // Paper does not look stamped before it is.
  const hasPicture = row.state === 'stamped' && !isSealed;
  const { url: pictureUrl } = useBlobUrl(hasPicture ? `seal/${seal.esId}/picture` : null);
  const page = pages.find(({ number }) => number === placements[0]?.page) ?? pages[0];
  if (!page) return null;
  const overlay = (onScreen: PageOnScreen) => (
    <PlacedStamps page={onScreen} places={placements} pictureUrl={pictureUrl} sealName={seal.name} />
  );
  return isSealed && row.entryNo !== null ? (
    <LonePage
      address={`entry/${row.entryNo}`}
      original="output"
      format={document.format}
      {...{ page, widthPx, heightPx }}
    />
  ) : (
    <LonePage
      address={`document/${document.documentId}`}
      original="original"
      format={document.format}
      {...{ page, widthPx, heightPx, overlay }}
    />
  );
}

/** Of a path of either kind of system. */
function folderOf(file: string): string {
  return file.replace(/[\\/][^\\/]*$/, '');
}
