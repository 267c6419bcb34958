import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../i18n/problem-text.ts';
import { usePersonName } from '../../model/names/people.ts';
import {
  type Brought,
  bringInFile,
  useWorkHere,
  type WorkHere,
  writeRescueFile,
} from '../../model/rescue.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { saveFile } from '../../work/save-file.ts';
import { type CallError, callErrorOf } from '../../work/session.ts';
import { useSyncStatus } from '../../work/sync-status.ts';
import { useWorkspace } from '../../work/use-workspace.ts';
import styles from './account.module.css';
import { RefusedWorkList } from './refused-work-list.tsx';

const Unsent = ({ work }: { readonly work: WorkHere }) => {
  const { t } = useTranslation('sync');
  const personOf = usePersonName();
  const { invalid } = useSyncStatus();
  if (work.people.length === 0) {
    // Of a year that could not be read nobody can say that all of it was sent.
    if (work.unread.length > 0) return null;
    return <p>{invalid === 0 ? t('rescueNothing') : t('rescueOnlyWrong', { count: invalid })}</p>;
  }
  return (
    <>
      <p>{t('rescueHere')}</p>
      <ul className={styles.bullets}>
        {work.people.map(([by, count]) => (
          <li key={by}>{t('rescuePerson', { by: personOf(by), count })}</li>
        ))}
      </ul>
    </>
  );
};

/** Names the school years of which a rescue file does not hold everything. */
const LeftOut = ({ years }: { readonly years: readonly SchoolYear[] }) => {
  const { t } = useTranslation('sync');
  if (years.length === 0) return null;
  return (
    <Banner tone="red" title={t('rescueLeftOut', { years: years.join(', ') })} isAnswer>
      {t('rescueLeftOutText')}
    </Banner>
  );
};

const Result = ({ brought: { fresh, known, refused } }: { readonly brought: Brought }) => {
  const { t } = useTranslation(['sync', 'problems']);
  const count = refused.reduce((sum, [, of]) => sum + of, 0);
  return (
    <Banner
      tone={count > 0 ? 'amber' : 'green'}
      title={t('rescueBrought', { fresh, known, count })}
      isBroughtUp
    >
      {count === 0 ? (
        t('rescueBroughtText')
      ) : (
        <ul className={styles.bullets}>
          {refused.map(([code, of]) => (
            <li key={code}>{t('rescueRefusedLine', { count: of, reason: problemText(t, code) })}</li>
          ))}
        </ul>
      )}
    </Banner>
  );
};

/** Work of everybody that is on this computer only: what of it was refused, and its way out and in as a file. */
export const RescueSection = ({ by }: { readonly by: Parameters<typeof useWorkHere>[0] }) => {
  const { t } = useTranslation('sync');
  const workspace = useWorkspace();
  const { work, readAgain } = useWorkHere(by);
  const [outcome, setOutcome] = useState<Brought | CallError>();
  const [leftOut, setLeftOut] = useState<readonly SchoolYear[]>();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    const written = await writeRescueFile(workspace);
    saveFile(written.name, 'application/json', written.text);
    setLeftOut(written.leftOut);
    readAgain();
  };
  const bringIn = async (files: FileList | null) => {
    const [file] = files ?? [];
    if (file === undefined) return;
    setBusy(true);
    setOutcome(undefined);
    setOutcome(
      await file
        .text()
        .then((text) => bringInFile(workspace, text))
        .catch(callErrorOf),
    );
    setBusy(false);
    readAgain();
  };
  return (
    <section className={styles.section}>
      <h2>{t('rescueTitle')}</h2>
      {work && <Unsent work={work} />}
      {work && <LeftOut years={leftOut ?? work.unread} />}
      {work && <RefusedWorkList refused={work.refused} onAside={readAgain} />}
      <div className={styles.line}>
        <Button
          icon="download"
          isDisabled={work === undefined || work.unsent.length === 0}
          onPress={() => void save()}
        >
          {t('rescueSave')}
        </Button>
        <FileTrigger
          acceptedFileTypes={['.json', 'application/json']}
          onSelect={(files) => void bringIn(files)}
        >
          <Button icon="upload" isPending={isBusy}>
            {t('rescueBring')}
          </Button>
        </FileTrigger>
      </div>
      <p className={styles.quiet}>{t('rescueHint')}</p>
      {outcome &&
        ('code' in outcome ? (
          <ProblemBanner title={t('rescueNotBrought')} problem={outcome} />
        ) : (
          <Result brought={outcome} />
        ))}
    </section>
  );
};
