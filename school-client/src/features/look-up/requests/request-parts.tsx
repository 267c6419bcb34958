import type { LookUpRequest, RequestState } from '@hocba/shared/contract/look-up/requests';
import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../i18n/dates.ts';
import { Card } from '../../../ui/blocks/card.tsx';
import type { IconName } from '../../../ui/plain/strokes.ts';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import styles from './requests.module.css';

const STATES: Record<RequestState, { readonly tone: Tone; readonly icon: IconName }> = {
  waiting: { tone: 'neutral', icon: 'clock' },
  granted: { tone: 'green', icon: 'check' },
  refused: { tone: 'amber', icon: 'close' },
};

/** How a request stands, as a word beside an icon. */
export const StateTag = ({ state }: { readonly state: RequestState }) => {
  const { t } = useTranslation('lookUp');
  return <Tag {...STATES[state]}>{t(`requests.state.${state}`)}</Tag>;
};

/** One request: whom it is about, on what ground, by whom, and how it stands. */
export const RequestCard = ({
  request,
  children,
}: {
  readonly request: LookUpRequest;
  readonly children?: ReactNode;
}) => {
  const { t } = useTranslation('lookUp');
  const { name, studentId, birthDate, ground, reason, purpose, school, askedBy, askedAt, answer } = request;
  return (
    <Card name={name} level={3} tag={<StateTag state={request.state} />}>
      <p className={styles.quiet}>
        {t('requests.pupil', { id: studentId, born: formatBirthDate(birthDate) })}
      </p>
      <p>
        <b>{t(`requests.ground.${ground}`)}</b> · {t(`purpose.${purpose}`)}
      </p>
      <p translate="no">{reason}</p>
      <p className={styles.quiet}>
        {t('requests.asked', { school: school.name, name: askedBy, time: formatMoment(askedAt) })}
      </p>
      {request.decidedAt !== undefined && (
        <p className={styles.quiet}>
          {t('requests.decided', { name: request.decidedBy ?? '', time: formatMoment(request.decidedAt) })}
        </p>
      )}
      {answer !== undefined && <p>{t('requests.answer', { answer })}</p>}
      {children}
    </Card>
  );
};
