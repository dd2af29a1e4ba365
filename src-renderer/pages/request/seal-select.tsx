import type { SealChoice } from '#shared/contract/register-form.ts';
import { useBlobUrl } from '../../bridge/resources.ts';
import { useWords } from '../../bridge/words.ts';
import { SealPicture } from '../../components/seal-picture.tsx';
import { Select } from '../../components/select.tsx';

/** The seals in use, each with its picture. `value` and `onChange` come from the form. */
export function SealSelect(props: {
  readonly id?: string;
  readonly seals: readonly SealChoice[];
  readonly value?: string;
  readonly onChange?: (esId: string) => void;
}) {
  const { id, seals, value, onChange } = props;
  const say = useWords();
  const line = (esId: unknown) => {
    const seal = seals.find((one) => one.esId === esId);
    return seal ? <SealLine seal={seal} /> : null;
  };
  return (
    <Select
      {...(id !== undefined && { id })}
      {...(onChange && { onChange })}
      className="sk-seal-select"
      value={value ?? null}
      placeholder={say(seals.length === 0 ? 'screen.request.form.noSeal' : 'screen.request.form.chooseSeal')}
      disabled={seals.length === 0}
      options={seals.map(({ esId, name }) => ({ value: esId, label: name }))}
      labelRender={({ value: esId }) => line(esId)}
      optionRender={({ value: esId }) => line(esId)}
    />
  );
}

function SealLine({ seal }: { readonly seal: SealChoice }) {
  const say = useWords();
  const { url } = useBlobUrl(`seal/${seal.esId}/picture`);
  return (
    <span className="sk-seal-line">
      <span aria-hidden>
        <SealPicture url={url} state="stamped" widthPx={42} name={seal.name} />
      </span>
      <span className="sk-seal-words">
        <b>{seal.name}</b>
        <span>{say('screen.request.form.sealLine', { name: seal.custodianName })}</span>
      </span>
    </span>
  );
}
