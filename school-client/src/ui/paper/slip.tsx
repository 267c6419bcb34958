import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import { Banner } from '../banner.tsx';
import { Button } from '../button.tsx';
import styles from './slip.module.css';

interface SlipProps {
  /** Says on the screen that the secret is shown this once. */
  readonly once: { readonly title: string; readonly help: string };
  readonly title: string;
  readonly secret: { readonly label: string; readonly text: string };
  readonly lines: readonly (readonly [label: string, text: string])[];
  /** The person who answers for the slip, and the moment since which it holds. */
  readonly issued: { readonly by: string; readonly at: string };
  /** The advice for the reader of the paper. */
  readonly advice: readonly string[];
  readonly print: string;
  /** The next step on the screen. */
  readonly then: ReactNode;
}

/** A paper with a secret on it that is shown once: the secret large, whose it is, who issued it when, what to do. */
export const Slip = ({ once, title, secret, lines, issued, advice, print, then }: SlipProps) => {
  const { t } = useTranslation('anyPage');
  const all = [...lines, [t('issuedAt'), formatMoment(issued.at)], [t('issuedBy'), issued.by]] as const;
  return (
    <div className={styles.given}>
      <div data-screen-only="">
        <Banner tone="amber" title={once.title} isAnswer>
          {once.help}
        </Banner>
      </div>
      <article className={styles.slip} translate="no">
        <h2>{title}</h2>
        <p className={styles.secret}>
          <span>{secret.label}</span>
          <strong>{secret.text}</strong>
        </p>
        <dl>
          {all.map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        {advice.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </article>
      <div className={styles.actions} data-screen-only="">
        <Button look="main" icon="print" onPress={() => window.print()}>
          {print}
        </Button>
        {then}
      </div>
    </div>
  );
};
