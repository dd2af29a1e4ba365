import { CloseOutlined, StarOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { RegisterFilter } from '#shared/contract/ledger.ts';
import type { SavedFilter } from '#shared/contract/ledger-views.ts';
import { asStationError, queryClient, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';

/** Ways of looking at the register that this person keeps: one click shows one again, and a name keeps the present one. */
export function SavedFilters(props: {
  readonly filter: RegisterFilter;
  readonly isFiltered: boolean;
  readonly onFilter: (filter: RegisterFilter) => void;
}) {
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      arrow={false}
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={setOpen}
      content={<Choices {...props} onDone={() => setOpen(false)} />}
    >
      <Button icon={<StarOutlined />}>{say('screen.ledger.saved.open')}</Button>
    </Popover>
  );
}

function keep(filters: readonly SavedFilter[]): void {
  queryClient.setQueryData(station.ledger.filters.queryKey(), filters);
}

function Choices(props: {
  readonly filter: RegisterFilter;
  readonly isFiltered: boolean;
  readonly onFilter: (filter: RegisterFilter) => void;
  readonly onDone: () => void;
}) {
  const { filter, isFiltered, onFilter, onDone } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.saved.${key}`, facts);
  const [name, setName] = useState('');
  const { data: saved, error } = useQuery(station.ledger.filters.queryOptions());
  const save = useMutation({
    ...station.ledger.saveFilter.mutationOptions(),
    onSuccess: (filters) => {
      keep(filters);
      setName('');
    },
  });
  const remove = useMutation({ ...station.ledger.removeFilter.mutationOptions(), onSuccess: keep });
  const failure = save.error ?? remove.error ?? error;
  const act = (): void => {
    if (name.trim() !== '' && isFiltered) save.mutate({ name, filter: { view: 'all', ...filter } });
  };
  return (
    <div className="sk-saved-filters">
      {saved?.length === 0 && <p className="sk-small sk-quiet">{word('none')}</p>}
      <ul className="sk-plain">
        {saved?.map((one) => (
          <li key={one.name}>
            <button
              type="button"
              className="sk-link"
              onClick={() => {
                onFilter(one.filter);
                onDone();
              }}
            >
              {one.name}
            </button>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={word('remove', { name: one.name })}
              onClick={() => remove.mutate({ name: one.name })}
            />
          </li>
        ))}
      </ul>
      {isFiltered ? (
        <div className="sk-row">
          <Input
            value={name}
            maxLength={30}
            placeholder={word('name')}
            aria-label={word('name')}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={act}
          />
          <Button disabled={name.trim() === ''} loading={save.isPending} onClick={act}>
            {word('save')}
          </Button>
        </div>
      ) : (
        <p className="sk-note">{word('how')}</p>
      )}
      {failure && <ErrorLine error={errorText(toErrorShape(asStationError(failure)))} />}
    </div>
  );
}
