import { newestFirst } from '@hocba/shared/credential/bundle/newest-first';
import type { Verdict } from '@hocba/shared/credential/verify/verdict';
import { agreesOnBirth } from '@hocba/shared/school/pupil/birth-date';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import { RecordView } from '../../transcript/record-view.tsx';
import {
  Checks,
  FileNotes,
  HiddenContent,
  VerdictBanner,
  VerdictTag,
} from '../../transcript/verdict-view.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useUnfoldedOnPaper } from '../../ui/paper/use-unfolded-on-paper.ts';
import { Table } from '../../ui/table.tsx';
import { useSession } from '../../work/session.ts';
import { type Found, saveBundle } from './fetch-records.ts';
import styles from './look-up.module.css';

interface YearRow {
  readonly id: string;
  readonly verdict: Verdict;
}

const rowsOf = ({ verdict }: Found): YearRow[] =>
  newestFirst(verdict.credentials).map((one, index) => ({ id: `record-${index + 1}`, verdict: one }));

/** Whether a record speaks of somebody else than was asked for. */
const differs = ({ asked, verdict }: Found): boolean =>
  verdict.credentials.some(({ payload }) => {
    if (payload === undefined || asked === undefined) return false;
    const { code, personalId, birthDate } = payload.credentialSubject.student;
    const same = asked.studentId === code || (asked.studentId.length === 12 && personalId === undefined);
    return !agreesOnBirth(birthDate, asked.birthDate) || !(same || asked.studentId === personalId);
  });

const Years = ({ rows }: { readonly rows: readonly YearRow[] }) => {
  const { t } = useTranslation('lookUp');
  const subjectOf = (row: YearRow) => row.verdict.payload?.credentialSubject;
  return (
    <Table
      caption={t('result.years')}
      showCaption
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          id: 'year',
          title: t('result.year'),
          isHeader: true,
          cell: (row) => (
            <a href={`#${row.id}`} className={styles.jump as string}>
              {subjectOf(row)?.year ?? t('result.unknown')}
            </a>
          ),
        },
        { id: 'class', title: t('result.class'), cell: (row) => subjectOf(row)?.class ?? '–' },
        { id: 'school', title: t('result.school'), cell: (row) => subjectOf(row)?.school.name ?? '–' },
        {
          id: 'check',
          title: t('result.conclusion'),
          cell: (row) => <VerdictTag verdict={row.verdict.verdict} />,
        },
      ]}
    />
  );
};

const OneYear = ({ row, at }: { readonly row: YearRow; readonly at: number }) => {
  const { t } = useTranslation('lookUp');
  const { payload, verdict } = row.verdict;
  return (
    <section id={row.id} className={styles.year} data-stack="">
      {payload === undefined ? (
        <>
          <h2>{t('result.nth', { at })}</h2>
          <HiddenContent verdict={row.verdict} />
        </>
      ) : (
        <RecordView payload={payload} isReplaced={verdict === 'SUPERSEDED'} />
      )}
      <Checks steps={row.verdict.steps} isOpen={payload === undefined} />
    </section>
  );
};

interface FoundProps {
  readonly found: Found;
  readonly onAnother: () => void;
  /** The way on from the records, such as the request for a transfer. */
  readonly offer?: (found: Found) => ReactNode;
}

/** The result of the look-up: the verdict, the years, every check by name, and the record of each year. */
export const FoundView = ({ found, onAnother, offer }: FoundProps) => {
  const { t } = useTranslation(['lookUp', 'verify']);
  const isDemo = useSession().me?.demo;
  const rows = rowsOf(found);
  const within = useRef<HTMLDivElement>(null);
  useUnfoldedOnPaper(within);
  const another = (
    <Button icon="search" onPress={onAnother}>
      {t('result.another')}
    </Button>
  );
  if (rows.length === 0) {
    return (
      <div className={styles.found} data-stack="">
        <EmptyState icon="book" title={t('result.none')} action={another}>
          {t('result.noneHelp')}
        </EmptyState>
        {offer?.(found)}
      </div>
    );
  }
  const name = rows.find((row) => row.verdict.payload)?.verdict.payload?.credentialSubject.student.code;
  return (
    <div className={styles.found} ref={within} data-stack="">
      <div className={styles.actions} data-screen-only="">
        <Button
          look="main"
          icon="download"
          onPress={() => saveBundle(found.bundle, `hoc-ba-${name ?? 'tra-cuu'}`)}
        >
          {t('result.save')}
        </Button>
        <Button icon="print" onPress={() => window.print()}>
          {t('result.print')}
        </Button>
        {another}
      </div>
      <VerdictBanner verdict={found.verdict.verdict} records={found.verdict.credentials} />
      {isDemo && <Banner tone="amber" title={t('verify:trust.demo')} isSlim />}
      <FileNotes steps={found.verdict.steps} />
      {differs(found) ? (
        <Banner tone="amber" title={t('result.differs')}>
          {t('result.differsHelp')}
        </Banner>
      ) : null}
      <p className={styles.quiet}>
        {t('result.checkedHere', { time: formatMoment(found.checkedAt) })}{' '}
        <span data-screen-only="">{t('result.leaving')}</span>
      </p>
      {offer?.(found)}
      {rows.length > 1 && <Years rows={rows} />}
      {rows.map((row, index) => (
        <OneYear key={row.id} row={row} at={index + 1} />
      ))}
    </div>
  );
};
