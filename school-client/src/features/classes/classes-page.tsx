import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClasses } from '../../model/classes.ts';
import { useSession } from '../../model/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { ClassSection } from './class-section.tsx';
import { ClassSummary } from './class-summary.tsx';

const CHOSEN = 'hocba.year';
/** So many classes are shown with all their sheets; more than these as one table. */
const IN_FULL = 4;

const chosenYear = (years: readonly SchoolYear[]): SchoolYear | undefined =>
  years.find((year) => year === localStorage.getItem(CHOSEN)) ?? years[0];

const Classes = ({ year }: { readonly year: SchoolYear }) => {
  const { t } = useTranslation(['classes', 'sync', 'common']);
  const { me } = useSession();
  const { status, classes } = useClasses(year);
  if (status === 'loading' || me === null) return <p>{t('common:opening')}</p>;
  if (status === 'failed') {
    return (
      <EmptyState icon="warning" title={t('sync:failedTitle')}>
        {t('sync:failedText')}
      </EmptyState>
    );
  }
  if (status === 'waiting') {
    return (
      <EmptyState icon="download" title={t('sync:waitingTitle')}>
        {t('sync:waitingText')}
      </EmptyState>
    );
  }
  if (classes.length === 0) {
    return (
      <EmptyState icon="people" title={t('noneTitle')}>
        {t('noneText', { year })}
      </EmptyState>
    );
  }
  if (classes.length > IN_FULL) return <ClassSummary classes={classes} />;
  return classes.map((list) => <ClassSection key={list.class} me={me} list={list} />);
};

/** The first page: classes of the chosen school year, each with the next step. */
export const ClassesPage = () => {
  const { t } = useTranslation('classes');
  const { me } = useSession();
  const years = me?.years ?? [];
  const [year, setYear] = useState(() => chosenYear(years));
  const choose = (next: SchoolYear) => {
    localStorage.setItem(CHOSEN, next);
    setYear(next);
  };
  return (
    <Page
      width="read"
      title={me?.role === 'teacher' ? t('title') : t('schoolTitle')}
      actions={
        year !== undefined && (
          <Select
            label={t('year')}
            value={year}
            onChange={choose}
            options={years.map((value) => ({ value, label: value }))}
          />
        )
      }
    >
      {year === undefined ? (
        <EmptyState icon="people" title={t('noneTitle')}>
          {t('noneText', { year: '' })}
        </EmptyState>
      ) : (
        <Classes key={year} year={year} />
      )}
    </Page>
  );
};
