import { listOpenLookUps, type OpenLookUp } from '@hocba/shared/contract/look-up';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';
import { type Found, fetchGranted } from './fetch-records.ts';
import styles from './look-up.module.css';

/** Look-ups of this account that still hold; each opens once more, which the family sees as a reading of its own. */
export const TodayList = ({ onFound }: { readonly onFound: (found: Found) => void }) => {
  const { t } = useTranslation('lookUp');
  const { callRegistry } = useSessionKeeper();
  const [lookUps, setLookUps] = useState<readonly OpenLookUp[]>([]);
  const [problem, setProblem] = useState<CallError | null>(null);
  useEffect(() => {
    // Nobody came for this list: without a network the page is whole without it.
    callRegistry(listOpenLookUps, {}).then(
      (answer) => setLookUps(answer.lookUps),
      () => undefined,
    );
  }, [callRegistry]);
  if (lookUps.length === 0) return null;
  const open = (grant: string) => {
    setProblem(null);
    fetchGranted(callRegistry, grant).then(onFound, (error: unknown) => setProblem(callErrorOf(error)));
  };
  return (
    <section>
      <h2>{t('today.title')}</h2>
      <ul className={styles.today}>
        {lookUps.map(({ grant, at, name }) => (
          <li key={grant}>
            <Button look="quiet" onPress={() => open(grant)}>
              <span translate="no">{name}</span>
            </Button>
            <span className={styles.quiet}>{formatMoment(at)}</span>
          </li>
        ))}
      </ul>
      {problem === null ? null : <ProblemBanner title={t('refused.title')} problem={problem} />}
    </section>
  );
};
