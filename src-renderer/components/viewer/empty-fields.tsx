import type { EmptyField } from '#shared/contract/documents.ts';
import { useWords } from '../../bridge/words.ts';
import './empty-fields.css';

/** Signature fields that wait for somebody, as thin outlines with their names: the file itself draws nothing there. */
export function EmptyFields(props: {
  readonly fields: readonly EmptyField[];
  readonly page: number;
  readonly pxPerMm: number;
}) {
  const say = useWords();
  const { fields, page, pxPerMm } = props;
  return fields
    .filter((field) => field.page === page)
    .map(({ name, xMm, yMm, widthMm, heightMm }) => (
      <span
        key={`${name} ${xMm} ${yMm}`}
        className="sk-view-field"
        role="img"
        aria-label={say('screen.viewer.emptyField', { name })}
        style={{ left: xMm * pxPerMm, top: yMm * pxPerMm, width: widthMm * pxPerMm, height: heightMm * pxPerMm }}
      >
        <span className="sk-view-field-name" aria-hidden>
          {say('screen.viewer.emptyField', { name })}
        </span>
      </span>
    ));
}
