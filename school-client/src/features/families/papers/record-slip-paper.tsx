import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { RecordSlip } from '@hocba/shared/contract/enrolment/record-slip';
import type { Instant } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../i18n/dates.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { QrCode } from '../../../ui/paper/qr-code.tsx';
import styles from './papers.module.css';

const FACTS = [
  ['seal', 'valid'],
  ['person', 'who'],
  ['book', 'years'],
] as const;

/** `ABCD EFGH`: two groups are spelled without losing the place. */
const inTwo = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** The last day in Vietnam that is over before a slip ends. */
const lastWholeDay = (expiresAt: string): string =>
  formatDate(vietnamTimeOf(new Date(Date.parse(expiresAt) - 86_400_000).toISOString() as Instant).date);

/** The paper of a family without a phone, of the size A6: large type, a QR code, eight letters, three pictograms. */
export const RecordSlipPaper = ({
  slip,
  onBack,
}: {
  readonly slip: RecordSlip;
  readonly onBack: () => void;
}) => {
  const { t } = useTranslation('families');
  // Behind the `#` the code reaches no server and no log.
  const address = `${location.origin}/slip#${slip.code}`;
  return (
    <div className={styles.given}>
      <div data-screen-only="">
        <Banner tone="amber" title={t('once')} isAnswer>
          {t('recordSlip.onceHelp')}
        </Banner>
      </div>
      <article className={styles.small} translate="no">
        <h2>{t('recordSlip.title')}</h2>
        <p className={styles.name}>{slip.name}</p>
        <p className={styles.letters}>{inTwo(slip.code)}</p>
        <QrCode text={address} className={styles.smallQr as string} />
        <ul className={styles.facts}>
          {FACTS.map(([icon, fact]) => (
            <li key={fact}>
              <Icon name={icon} />
              {t(`recordSlip.fact.${fact}`)}
            </li>
          ))}
        </ul>
        <p>{t('recordSlip.how')}</p>
        <p className={styles.check}>{t('recordSlip.until', { date: lastWholeDay(slip.expiresAt) })}</p>
      </article>
      <div className={styles.actions} data-screen-only="">
        <Button look="main" icon="print" onPress={() => window.print()}>
          {t('recordSlip.print')}
        </Button>
        <Button onPress={onBack}>{t('pupil.back')}</Button>
      </div>
    </div>
  );
};
