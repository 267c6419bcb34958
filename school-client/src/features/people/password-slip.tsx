import type { TemporaryPassword } from '@hocba/shared/contract/accounts';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './people.module.css';

interface PasswordSlipProps {
  readonly given: TemporaryPassword;
  readonly school: string;
  readonly onDone: () => void;
}

/** The slip for a colleague: whose account, the password large, and what to do with it, shown once. */
export const PasswordSlip = ({ given, school, onDone }: PasswordSlipProps) => {
  const { t } = useTranslation(['people', 'app']);
  const lines = [
    [t('app:school'), school],
    [t('name'), given.displayName],
    [t('account'), given.account],
    [t('slipAddress'), location.origin],
  ];
  return (
    <div className={styles.given}>
      <div data-screen-only="">
        <Banner tone="amber" title={t('once')} isAnswer>
          {t('onceHelp')}
        </Banner>
      </div>
      <article className={styles.slip} translate="no">
        <h2>{t('slipTitle')}</h2>
        <dl>
          {lines.map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.password}>
          <span>{t('slipPassword')}</span>
          <strong>{given.password}</strong>
        </p>
        <p>{t('slipFirst')}</p>
        <p>{t('slipCare')}</p>
      </article>
      <div className={styles.actions} data-screen-only="">
        <Button look="main" icon="print" onPress={() => window.print()}>
          {t('print')}
        </Button>
        <Button icon="check" onPress={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
};
