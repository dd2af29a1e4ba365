import { ExportOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { RegisterFilter } from '#shared/contract/ledger.ts';
import type { LedgerBook } from '#shared/contract/ledger-views.ts';
import { queryClient, station } from '../../bridge/client.ts';
import { useInTurn } from '../../bridge/in-turn.ts';
import { usePerson } from '../../bridge/session.ts';
import { useFrame, useNow } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Empty, Skeleton } from '../../components/empty.tsx';
import { PageHead } from '../../components/panel.tsx';
import { PageError } from '../page-error.tsx';
import { ChainBanner } from './chain-banner.tsx';
import { EntryFile } from './entry-file.tsx';
import { EntrySheet } from './entry-sheet.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { partsOfFilters, RegisterFilters } from './register-filters.tsx';
import { RegisterTable } from './register-table.tsx';
import { useBox } from './use-box.ts';
import { useBook, useCounts, useRegister } from './use-register.ts';
import './ledger.css';

const narrowPx = 1000;
const checkers = ['auditor', 'custodian', 'head', 'security'] as const;
const exporters = ['exporter', 'auditor'] as const;

/** The table comes after the filters. */
const partsOfBody = partsOfFilters + 1;
const noSeals: LedgerBook['seals'] = [];
const noDepartments: readonly string[] = [];

/** 登记簿: whether it is intact, what is in it, and the whole story of every number. */
export function LedgerPage() {
  const say = useWords();
  const frame = useFrame();
  const now = useNow(frame);
  const { roles } = usePerson();
  const { entry: opened, filter: wanted } = useSearch({ from: '/ledger' });
  const navigate = useNavigate();
  const { book, error } = useBook();
  const [filter, setFilter] = useState<RegisterFilter>(wanted ?? {});
  const [pointed, setPointed] = useState<string | null>(null);
  const [isFileShown, setFileShown] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const recheck = useMutation({
    ...station.ledger.recheck.mutationOptions(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: station.ledger.key() }),
  });
  const open = useCallback(
    (entryNo: string | null) => {
      setFileShown(false);
      if (entryNo) setPointed(entryNo);
      void navigate({ to: '/ledger', search: entryNo ? { entry: entryNo } : {}, replace: true });
    },
    [navigate],
  );
  const actions = (
    <>
      {exporters.some((role) => roles.includes(role)) && (
        <Button icon={<ExportOutlined />} onClick={() => setExporting(true)}>
          {say('screen.ledger.export.open')}
        </Button>
      )}
      {checkers.some((role) => roles.includes(role)) && (
        <Button icon={<SafetyCertificateOutlined />} loading={recheck.isPending} onClick={() => recheck.mutate({})}>
          {say('screen.ledger.check')}
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHead title={say('screen.ledger.title')} purpose={book && purposeOf(say, book)} actions={actions} />
      <div className={`sk-grow sk-ledger ${opened ? 'sk-ledger-split' : ''}`}>
        {isFileShown && opened ? (
          <EntryFile entryNo={opened} />
        ) : (
          <div className="sk-ledger-list">
            {recheck.error && <PageError error={recheck.error} />}
            {error && !book && <PageError error={error} />}
            {book && <ChainBanner book={book} now={now} isChecking={recheck.isPending} />}
            <RegisterBody
              book={book}
              filter={filter}
              onFilter={setFilter}
              current={opened ?? pointed}
              isOpen={opened !== undefined}
              onCurrent={(entryNo) => (opened ? open(entryNo) : setPointed(entryNo))}
              onOpen={open}
              unitName={frame?.unitName ?? null}
            />
          </div>
        )}
        {opened && (
          <EntrySheet
            entryNo={opened}
            frame={frame}
            isFileShown={isFileShown}
            onFile={setFileShown}
            onClose={() => open(null)}
          />
        )}
      </div>
      {isExporting && <ExportDialog filter={filter} onClose={() => setExporting(false)} />}
    </>
  );
}

function purposeOf(say: ReturnType<typeof useWords>, { year, lastSeq: last, voids }: LedgerBook): string {
  return say(last === 0 ? 'screen.ledger.purposeEmpty' : 'screen.ledger.purpose', { year, last, voids });
}

/** Filters and table, or what stands in their place. */
function RegisterBody(props: {
  readonly book: LedgerBook | undefined;
  readonly filter: RegisterFilter;
  readonly onFilter: (filter: RegisterFilter) => void;
  readonly current: string | null;
  readonly isOpen: boolean;
  readonly onCurrent: (entryNo: string) => void;
  readonly onOpen: (entryNo: string | null) => void;
  readonly unitName: string | null;
}) {
  const { book, filter, onFilter, current, isOpen, onCurrent, onOpen, unitName } = props;
  const say = useWords();
  const register = useRegister(filter);
  const counts = useCounts(filter);
  const { box, measured } = useBox();
  const standing = useInTurn(partsOfBody);
  const mayStand = useDeferredValue(standing >= partsOfBody && register.rows.length > 0, false);
  // Asked for once the table stands: a long register is read through for it.
  const departments = useQuery({
    ...station.ledger.departments.queryOptions(),
    enabled: standing >= partsOfBody && !register.isLoading,
  });
  const isUnfiltered = useMemo(() => Object.keys(filter).length === 0, [filter]);
  const isEmpty = !register.isLoading && register.rows.length === 0 && !register.error;
  if (isEmpty && isUnfiltered) {
    return (
      <Empty title={say('screen.ledger.empty.title')}>
        <p>{say('screen.ledger.empty.text')}</p>
      </Empty>
    );
  }
  return (
    <div className="sk-ledger-body" ref={measured}>
      <RegisterFilters
        {...{ filter, onFilter, counts, unitName, standing }}
        seals={book?.seals ?? noSeals}
        departments={departments.data ?? noDepartments}
        isNarrow={(box?.width ?? 0) < narrowPx}
      />
      {register.error && <PageError error={register.error} reset={register.again} />}
      {register.isLoading && (
        <div className="sk-ledger-loading">
          <Skeleton lines={12} height={28} />
        </div>
      )}
      {isEmpty && (
        <Empty title={say('screen.ledger.nothing.title')}>
          <p>{say('screen.ledger.nothing.text')}</p>
          <Button onClick={() => onFilter({})}>{say('screen.ledger.filter.clear')}</Button>
        </Empty>
      )}
      {mayStand && register.rows.length > 0 && (
        <RegisterTable
          {...{ register, unitName, current, isOpen, onCurrent, onOpen }}
          count={counts?.matching ?? register.rows.length}
          year={book?.year ?? new Date().getFullYear()}
          receiptedLeaves={book?.receiptedLeaves ?? 0}
          onClose={() => onOpen(null)}
        />
      )}
    </div>
  );
}
