import { readRunningShown, setRunningShown } from '@hocba/shared/contract/family/running/running-year';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';
import styles from './families.module.css';

/** Whether families see the marks of the running year; the head changes it, the clerk reads it. */
export const RunningSwitch = ({ mayChange }: { readonly mayChange: boolean }) => {
  const { t } = useTranslation('families');
  const { callRegistry } = useSessionKeeper();
  const [isShown, setShown] = useState<boolean>();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  useEffect(() => {
    callRegistry(readRunningShown, {}).then(
      (answer) => setShown(answer.isShown),
      (error: unknown) => setProblem(callErrorOf(error)),
    );
  }, [callRegistry]);
  if (problem) return <ProblemBanner title={t('running.failed')} problem={problem} />;
  if (isShown === undefined) return null;
  const change = () => {
    setPending(true);
    callRegistry(setRunningShown, { body: { isShown: !isShown } })
      .then(
        (answer) => setShown(answer.isShown),
        (error: unknown) => setProblem(callErrorOf(error)),
      )
      .finally(() => setPending(false));
  };
  return (
    <section className={styles.form}>
      <h2>{t('running.title')}</h2>
      <p role="status">{t(isShown ? 'running.shown' : 'running.hidden')}</p>
      {mayChange && (
        <div>
          <Button icon={isShown ? 'eye-off' : 'eye'} isPending={isPending} onPress={change}>
            {t(isShown ? 'running.hide' : 'running.show')}
          </Button>
        </div>
      )}
    </section>
  );
};
