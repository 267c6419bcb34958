import type { Verdict } from '@hocba/shared/credential/verdict';
import type { BundleVerdict } from '@hocba/shared/credential/verify-bundle';
import { useTranslation } from 'react-i18next';
import { formatMoment, formatTime } from '../i18n/dates.ts';
import { Button } from '../ui/button.tsx';
import { RecordView } from '../ui/record-view.tsx';
import { CheckList, VerdictBanner, VerdictTag } from '../ui/verdict-view.tsx';
import styles from './verify-page.module.css';

/** What was found, with its times. */
export interface Result {
  readonly found: BundleVerdict;
  readonly checkedAt: string;
  /** Milliseconds since 1970. */
  readonly clearsAt: number;
}

/** The content is shown only of a record that nobody altered; an invalid one shows nothing but its checks. */
const One = ({ verdict, nth }: { readonly verdict: Verdict; readonly nth: number | null }) => {
  const { t } = useTranslation('verify');
  return (
    <section className={styles.one}>
      {nth === null ? null : (
        <div className={styles.bar}>
          <h2>{t('result.nth', { at: nth })}</h2>
          <VerdictTag verdict={verdict.verdict} />
        </div>
      )}
      <h3>{t('checks')}</h3>
      <CheckList verdict={verdict} />
      {verdict.payload === undefined ? null : (
        <RecordView payload={verdict.payload} isReplaced={verdict.verdict === 'SUPERSEDED'} />
      )}
    </section>
  );
};

const Found = ({ found }: { readonly found: BundleVerdict }) => {
  const { t } = useTranslation('verify');
  const count = found.credentials.length;
  return (
    <>
      <VerdictBanner verdict={found.verdict} />
      {found.trustListUsed === 'bundle' ? <p>{t('trust.bundle')}</p> : null}
      {count === 1 ? null : <p>{count === 0 ? t('result.none') : t('result.count', { count })}</p>}
      {found.credentials.map((verdict, index) => (
        <One key={index} verdict={verdict} nth={count === 1 ? null : index + 1} />
      ))}
    </>
  );
};

interface ResultProps {
  readonly result: Result;
  readonly onClear: () => void;
}

/** The report: verdict, every check, the record; printable, and gone from the screen after ten minutes. */
export const ResultView = ({ result, onClear }: ResultProps) => {
  const { t } = useTranslation('verify');
  const { found, checkedAt, clearsAt } = result;
  return (
    <section className={styles.result}>
      <div className={styles.bar}>
        <p>
          {t('result.at', { time: formatMoment(checkedAt) })}
          <span data-screen-only="">
            {' '}
            {t('result.clearsAt', { time: formatTime(new Date(clearsAt).toISOString()) })}
          </span>
        </p>
        <div className={styles.actions} data-screen-only="">
          <Button icon="print" onPress={() => window.print()}>
            {t('result.print')}
          </Button>
          <Button icon="close" onPress={onClear}>
            {t('result.clear')}
          </Button>
        </div>
      </div>
      <Found found={found} />
    </section>
  );
};
