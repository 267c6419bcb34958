import type { SchoolMessage } from '@hocba/shared/contract/messages/office';
import { SENTENCES, type SentenceId } from '@hocba/shared/messages/sentences';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import type { IconName } from '../../ui/plain/strokes.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import styles from './messages.module.css';

/** The outcome of a message: its state, or that the office has dealt with its failure. */
type Outcome = SchoolMessage['state'] | 'settled';

const LOOKS: Readonly<Record<Outcome, readonly [Tone, IconName]>> = {
  queued: ['neutral', 'clock'],
  sent: ['neutral', 'send'],
  delivered: ['green', 'check'],
  failed: ['amber', 'warning'],
  settled: ['green', 'check'],
  stopped: ['neutral', 'eye-off'],
};

/** The pupil whom a message is about, by name and code. */
export const PupilOf = ({ message }: { readonly message: SchoolMessage }) => {
  const { t } = useTranslation('messages');
  if (message.pupil === null) return t('noPupil');
  return (
    <span translate="no">
      {message.pupil.name}
      <small className={styles.note}>{message.pupil.code}</small>
    </span>
  );
};

/** The content of a message, in the words of its subject. */
export const aboutOf = ({ sentence }: SchoolMessage): string =>
  // A registry that is newer than this page may know further sentences.
  SENTENCES[sentence as SentenceId]?.subject[currentLanguage()] ?? sentence;

/** The state of a message as a word, and why it failed. */
export const OutcomeOf = ({ message }: { readonly message: SchoolMessage }) => {
  const { t } = useTranslation('messages');
  const outcome: Outcome = message.settledAt === null ? message.state : 'settled';
  const [tone, icon] = LOOKS[outcome];
  return (
    <>
      <Tag tone={tone} icon={icon}>
        {t(`outcome.${outcome}`)}
      </Tag>
      {outcome === 'failed' && message.problem !== null && (
        <small className={styles.note}>{t(`problem.${message.problem}`, { count: message.tries })}</small>
      )}
    </>
  );
};
