import {
  CONFIRMATION_STEPS,
  type ConfirmationVerdict,
} from '@hocba/shared/credential/enrolment/verify-confirmation';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../i18n/dates.ts';
import { enrolmentLines } from '../i18n/enrolment-lines.ts';
import { Checks, VERDICTS } from '../transcript/verdict-view.tsx';
import { Banner } from '../ui/banner.tsx';
import { useUnfoldedOnPaper } from '../ui/paper/use-unfolded-on-paper.ts';
import { ResultActions, type Times } from './result-actions.tsx';
import styles from './verify-page.module.css';

/** A confirmation that was checked, with its times. */
export interface CheckedConfirmation extends Times {
  readonly found: ConfirmationVerdict;
}

/** The content of a confirmation and nothing beside it: pupil, school, class, from, until. */
const Said = ({ of }: { readonly of: NonNullable<ConfirmationVerdict['payload']> }) => {
  const { t } = useTranslation('verify');
  const lines = enrolmentLines(of.credentialSubject, {
    name: t('record.name'),
    birthDate: t('record.birthDate'),
    school: t('record.school'),
    class: t('record.class'),
    from: t('enrolment.from'),
    until: t('enrolment.until'),
  });
  return (
    <dl className={styles.said} translate="no">
      {lines.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
};

/** The report on a confirmation of enrolment: whether it holds, until when, what it says, then the checks. */
export const ConfirmationView = ({
  result,
  notes,
  onClear,
  onAnother,
}: {
  readonly result: CheckedConfirmation;
  readonly notes: ReactNode;
  readonly onClear: () => void;
  readonly onAnother: () => void;
}) => {
  const { t } = useTranslation('verify');
  const within = useRef<HTMLElement>(null);
  useUnfoldedOnPaper(within);
  const { verdict, steps, payload } = result.found;
  return (
    <section className={styles.result} ref={within} data-stack="">
      <Banner {...VERDICTS[verdict]} title={t(`confirmation.${verdict}`)} isLarge isAnswer>
        {payload === undefined ? (
          <p>{t('enrolment.hidden')}</p>
        ) : (
          <p>
            {t(verdict === 'EXPIRED' ? 'enrolment.ranOut' : 'enrolment.valid', {
              signed: formatMoment(payload.validFrom),
              time: formatMoment(payload.validUntil),
            })}
          </p>
        )}
      </Banner>
      {notes}
      <div className={styles.columns} data-stack="">
        <div className={styles.records} data-stack="">
          {payload === undefined ? null : <Said of={payload} />}
          <Checks steps={steps} names={CONFIRMATION_STEPS} isOpen={payload === undefined} />
        </div>
        <ResultActions times={result} onClear={onClear} onAnother={onAnother} />
      </div>
    </section>
  );
};
