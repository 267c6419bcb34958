import { useTranslation } from 'react-i18next';
import { VerdictTag } from '../../../transcript/verdict-view.tsx';
import { Button } from '../../../ui/button.tsx';
import type { IconName } from '../../../ui/plain/strokes.ts';
import { Table } from '../../../ui/table.tsx';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { type Found, nameOf } from '../fetch-records.ts';
import styles from './intake.module.css';
import type { Intake, Outcome } from './use-intake.ts';

type Untold = Exclude<Outcome['state'], 'found' | 'failed'>;

const STATES: Record<Untold, { readonly tone: Tone; readonly icon: IconName }> = {
  unread: { tone: 'amber', icon: 'warning' },
  waiting: { tone: 'neutral', icon: 'clock' },
  asking: { tone: 'neutral', icon: 'search' },
  refused: { tone: 'amber', icon: 'close' },
};

const OutcomeTag = ({ outcome }: { readonly outcome: Outcome }) => {
  const { t } = useTranslation(['lookUp', 'problems']);
  if (outcome.state === 'found') {
    const { verdict } = outcome.found;
    return verdict.credentials.length === 0 ? (
      <Tag tone="neutral" icon="info">
        {t('intake.state.none')}
      </Tag>
    ) : (
      <VerdictTag verdict={verdict.verdict} />
    );
  }
  if (outcome.state === 'failed') {
    return (
      <Tag tone="amber" icon="warning">
        {t(`problems:${outcome.problem.code}`)}
      </Tag>
    );
  }
  return <Tag {...STATES[outcome.state]}>{t(`intake.state.${outcome.state}`)}</Tag>;
};

/** The rows of the list in its order, each with its result and the way to its records. */
export const IntakeTable = ({
  rows,
  onOpen,
}: {
  readonly rows: readonly Intake[];
  readonly onOpen: (found: Found) => void;
}) => {
  const { t } = useTranslation('lookUp');
  const pupilOf = ({ outcome, asked }: Intake): string =>
    (outcome.state === 'found' ? nameOf(outcome.found) : undefined) ?? asked?.studentId ?? '–';
  return (
    <Table
      caption={t('intake.results')}
      rows={rows}
      keyOf={({ line }) => String(line)}
      isList
      columns={[
        { id: 'line', title: t('intake.line'), cell: ({ line }) => line },
        {
          id: 'pupil',
          title: t('intake.pupil'),
          isHeader: true,
          cell: (row) => <span translate="no">{pupilOf(row)}</span>,
        },
        { id: 'result', title: t('intake.result'), cell: ({ outcome }) => <OutcomeTag outcome={outcome} /> },
        {
          id: 'open',
          title: t('intake.records'),
          cell: (row) => {
            const { outcome } = row;
            if (outcome.state !== 'found' || outcome.found.bundle.credentials.length === 0) return null;
            return (
              <span className={styles.acts}>
                <Button icon="book" onPress={() => onOpen(outcome.found)}>
                  <span aria-hidden="true">{t('intake.open')}</span>
                  <VisuallyHidden>{t('intake.openOf', { name: pupilOf(row) })}</VisuallyHidden>
                </Button>
              </span>
            );
          },
        },
      ]}
    />
  );
};
