import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import type { previewTransfer } from '@hocba/shared/contract/transfers/endpoints';
import type { SubjectMatch } from '@hocba/shared/contract/transfers/transfer';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../i18n/dates.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from '../transfers.module.css';
import { questionsOf } from './questions.ts';

/** The answer of a dry run. */
export type Preview = ResponseOf<typeof previewTransfer>;

const useColumns = (): TableColumn<SubjectMatch>[] => {
  const { t } = useTranslation('transfers');
  return [
    { id: 'subject', title: t('match.subject'), isHeader: true, cell: ({ name }) => name },
    { id: 'marks', title: t('match.marks'), align: 'end', cell: ({ marks }) => (marks === 0 ? '–' : marks) },
    {
      id: 'result',
      title: t('match.result'),
      cell: ({ match, missing }) => {
        const isFine = match === 'same' && missing === 0;
        return (
          <Tag tone={isFine ? 'green' : 'amber'} icon={isFine ? 'check' : 'info'}>
            {match === 'same' && missing > 0 ? t('match.missing', { count: missing }) : t(`match.${match}`)}
          </Tag>
        );
      },
    },
  ];
};

/** The consequences of a move into a class: subjects, what to ask the family, and when the answer would be due. */
export const DryRun = ({ preview, name }: { readonly preview: Preview; readonly name: string }) => {
  const { t } = useTranslation('transfers');
  const columns = useColumns();
  const { subjects, due, workingDays, isOpenElsewhere } = preview;
  const same = subjects.filter(({ match }) => match === 'same').length;
  const questions = questionsOf(subjects);
  return (
    <>
      {isOpenElsewhere && <Banner tone="amber" title={t('offer.openElsewhere')} isSlim />}
      <h3>{t('match.title', { class: name })}</h3>
      <p>
        {t('match.summary', { same, all: subjects.length })}
        <br />
        {due === null ? t('unknownDue') : t('dueIf', { count: workingDays, time: formatMoment(due) })}
      </p>
      {subjects.length > 0 && (
        <Table
          caption={t('match.title', { class: name })}
          columns={columns}
          rows={subjects}
          keyOf={({ subject }) => subject}
        />
      )}
      {questions.length > 0 && (
        <section data-stack="">
          <h3>{t('questions.title')}</h3>
          <ul className={styles.lines}>
            {questions.map(({ kind, subject, count }) => (
              <li key={`${kind} ${subject}`}>{t(`questions.${kind}`, { subject, count })}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
