import type { Confirmation } from '@hocba/shared/contract/enrolment/confirmation';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../i18n/dates.ts';
import { enrolmentLines } from '../../../i18n/enrolment-lines.ts';
import { Button } from '../../../ui/button.tsx';
import { QrCode } from '../../../ui/paper/qr-code.tsx';
import { saveFile } from '../../../work/save-file.ts';
import styles from './papers.module.css';

/** The address of the public check with the signed text behind its `#`, so that no log ever has it. */
const checkAddress = (jws: string): string => `${location.origin}/verify#${jws}`;

/** A confirmation of enrolment as a sheet of A4, to be printed or given as a file. */
export const EnrolmentPaper = ({
  confirmation,
  onBack,
}: {
  readonly confirmation: Confirmation;
  readonly onBack: () => void;
}) => {
  const { t } = useTranslation('families');
  const { enrolment, jws, issuedAt, validUntil } = confirmation;
  const lines = enrolmentLines(enrolment, {
    name: t('slip.student'),
    birthDate: t('enrolment.born'),
    school: t('enrolment.school'),
    class: t('class'),
    from: t('enrolment.from'),
    until: t('enrolment.until'),
  });
  return (
    <div className={styles.given}>
      <article className={styles.paper} translate="no">
        <h2>{t('enrolment.title')}</h2>
        <dl>
          {lines.map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p>
          {t('enrolment.signed', { time: formatMoment(issuedAt) })}{' '}
          <strong>{t('enrolment.valid', { time: formatMoment(validUntil) })}</strong>
        </p>
        <QrCode text={checkAddress(jws)} className={styles.qr as string} />
        <p className={styles.check}>{t('enrolment.check', { address: `${location.host}/verify` })}</p>
      </article>
      <div className={styles.actions} data-screen-only="">
        <Button look="main" icon="print" onPress={() => window.print()}>
          {t('enrolment.print')}
        </Button>
        <Button
          icon="download"
          onPress={() => saveFile('giay-xac-nhan-dang-hoc.jws', 'application/jose', jws)}
        >
          {t('enrolment.save')}
        </Button>
        <Button onPress={onBack}>{t('pupil.back')}</Button>
      </div>
    </div>
  );
};
