import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { type Found, nameOf } from '../fetch-records.ts';
import { FoundView } from '../found-view.tsx';
import styles from './intake.module.css';
import { IntakeForm } from './intake-form.tsx';
import { IntakeTable } from './intake-table.tsx';
import { useIntake } from './use-intake.ts';

/** A whole intake looked up from a list, one code for each pupil. The results live on this page only. */
export const IntakePage = () => {
  const { t } = useTranslation('lookUp');
  const { rows, stopped, isRunning, begin, goOn } = useIntake();
  const [open, setOpen] = useState<Found | null>(null);
  const found = rows.filter(({ outcome }) => outcome.state === 'found').length;
  const isLeft = !isRunning && rows.some(({ outcome }) => outcome.state === 'waiting');
  const trail = [{ href: '/look-up', label: t('title') }];
  if (open !== null) {
    const name = nameOf(open);
    return (
      <Page title={t('result.untitled')} intro={name && t('result.title', { name })}>
        <div data-screen-only="">
          <Button onPress={() => setOpen(null)}>{t('intake.back')}</Button>
        </div>
        <FoundView found={open} onAnother={() => setOpen(null)} />
      </Page>
    );
  }
  if (rows.length === 0) {
    return (
      <Page title={t('intake.title')} trail={trail} intro={t('intake.intro')} width="read">
        <IntakeForm onBegin={begin} />
      </Page>
    );
  }
  return (
    <Page
      title={t('intake.seen', { found, count: rows.length })}
      trail={trail}
      intro={<span role="status">{t(isRunning ? 'intake.running' : 'intake.done')}</span>}
    >
      <div className={styles.part}>
        {stopped !== null && <ProblemBanner title={t('intake.stopped')} problem={stopped} />}
        {isLeft && (
          <div>
            <Button look="main" icon="search" onPress={goOn}>
              {t('intake.goOn')}
            </Button>
          </div>
        )}
        <IntakeTable rows={rows} onOpen={setOpen} />
      </div>
    </Page>
  );
};
