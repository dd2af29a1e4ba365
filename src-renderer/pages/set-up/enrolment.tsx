import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ProfileChoice } from '#shared/contract/set-up.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, queryClient, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { ChooseRegulation } from './choose-regulation.tsx';
import { administratorRoles, enrolmentStep, type EnrolmentDraft, type EnrolmentStep } from './enrolment-draft.ts';
import { FindRegistry } from './find-registry.tsx';
import { NameStation } from './name-station.tsx';
import { ThreeAdministrators, type Administrators } from './three-administrators.tsx';
import type { Draft } from './use-draft.ts';
import type { PersonValues } from './person-fields.tsx';

/** The four steps before the station has an identity; nothing leaves this computer before the last one. */
export function Enrolment(props: {
  readonly draft: Draft<EnrolmentDraft>;
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly profiles: readonly ProfileChoice[];
}) {
  const say = useWords();
  const { draft, code, onCode, profiles } = props;
  const { values, change } = draft;
  const [cleared, setCleared] = useState<EnrolmentDraft | null>(null);
  const step = enrolmentStep(values, code !== '');
  const go = (next: EnrolmentStep) => (): void => {
    setCleared(null);
    enrol.reset();
    change({ step: next });
  };
  const enrol = useMutation(
    station.setUp.enrol.mutationOptions({
      onSuccess: async () => {
        await Promise.all(
          [
            ['setUp', 'state'],
            ['station', 'frame'],
          ].map((path) => queryClient.invalidateQueries({ queryKey: [path] })),
        );
        draft.clear();
        onCode('');
      },
    }),
  );
  const clear = (): void => {
    setCleared(values);
    draft.clear();
    onCode('');
    enrol.reset();
  };
  function send(administrators: Administrators): void {
    const { url, stationId, rootSm3, profileId } = values;
    const [system, security, auditor] = administratorRoles.map((role) => accountOf(administrators[role]));
    enrol.mutate({
      registryUrl: url,
      stationId,
      enrolmentCode: code,
      rootSm3,
      profileId,
      system: system!,
      security: security!,
      auditor: auditor!,
    });
  }

  const pages = {
    regulation: () => (
      <ChooseRegulation
        profiles={profiles}
        profileId={values.profileId}
        onChoose={(profileId) => change({ profileId })}
        onNext={go('registry')}
      />
    ),
    registry: () => (
      <FindRegistry draft={values} onChange={change} onBack={go('regulation')} onClear={clear} onNext={go('station')} />
    ),
    station: () => (
      <NameStation
        stationId={values.stationId}
        code={code}
        onStationId={(stationId) => change({ stationId })}
        onBack={go('registry')}
        onClear={clear}
        onNext={(naming) => {
          onCode(naming.code);
          go('administrators')();
        }}
      />
    ),
    administrators: () => (
      <ThreeAdministrators
        drafts={values}
        isBusy={enrol.isPending}
        error={enrol.error && <ErrorLine error={errorText(toErrorShape(asStationError(enrol.error)))} />}
        onChange={change}
        onBack={go('station')}
        onClear={clear}
        onEnrol={send}
      />
    ),
  };
  return (
    <>
      {cleared !== null && (
        <Banner
          status="attention"
          action={
            <Button
              size="small"
              onClick={() => {
                change(cleared);
                setCleared(null);
              }}
            >
              {say('screen.setUp.undo')}
            </Button>
          }
        >
          {say('screen.setUp.cleared')}
        </Banner>
      )}
      <div key={step}>{pages[step]()}</div>
    </>
  );
}

function accountOf({ name, account, deptName, post = '', password }: PersonValues) {
  return { name, account, deptName, post, password };
}
