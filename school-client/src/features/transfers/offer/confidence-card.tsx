import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../i18n/dates.ts';
import { Icon } from '../../../ui/icon.tsx';
import type { IconName } from '../../../ui/plain/strokes.ts';
import type { Tone } from '../../../ui/tag.tsx';
import styles from '../transfers.module.css';
import type { Confidence } from './confidence.ts';

interface CellProps {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
}

const Cell = ({ tone, icon, title, children }: CellProps) => (
  <li data-tone={tone}>
    <strong>
      <Icon name={icon} />
      {title}
    </strong>
    <p>{children}</p>
  </li>
);

interface CardProps {
  readonly confidence: Confidence;
  readonly checkedAt: string;
  /** How many points there are to ask the family about; undefined while no class is chosen. */
  readonly questions: number | undefined;
}

/** Four answers for the receiving school: valid, current, complete, and how much there is to ask. */
export const ConfidenceCard = ({ confidence, checkedAt, questions }: CardProps) => {
  const { t } = useTranslation('transfers');
  const { records, broken, replaced, grades, missing } = confidence;
  const complete =
    grades.length === 0 ? t('card.completeNone') : t('card.completeText', { grades: grades.join(', ') });
  return (
    <ul className={styles.card} aria-label={t('card.label')}>
      {broken > 0 ? (
        <Cell tone="red" icon="warning" title={t('card.invalid')}>
          {t('card.invalidText', { count: broken })}
        </Cell>
      ) : (
        <Cell tone="green" icon="seal" title={t('card.valid')}>
          {t('card.validText', { count: records })}
        </Cell>
      )}
      <Cell
        tone={replaced > 0 ? 'amber' : 'green'}
        icon="clock"
        title={t(replaced > 0 ? 'card.replaced' : 'card.current')}
      >
        {t('card.currentText', { time: formatTime(checkedAt) })}
      </Cell>
      {missing.length > 0 ? (
        <Cell tone="amber" icon="warning" title={t('card.missing')}>
          {t('card.missingText', { grades: missing.join(', ') })}
        </Cell>
      ) : (
        <Cell tone="green" icon="check" title={t('card.complete')}>
          {complete}
        </Cell>
      )}
      {questions !== undefined && (
        <Cell
          tone={questions > 0 ? 'amber' : 'green'}
          icon="info"
          title={questions > 0 ? t('card.ask', { count: questions }) : t('card.askNone')}
        >
          {questions > 0 ? t('questions.title') : t('card.askNoneText')}
        </Cell>
      )}
    </ul>
  );
};
