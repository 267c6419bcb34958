import type { Me } from '@hocba/shared/contract/auth';
import type { ClassDocument } from '@hocba/shared/documents/downward';
import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { mayConfirm } from '@hocba/shared/school/rights';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllRecordCounts, useClasses, useOwnSheets } from '../../model/class/classes.ts';
import { isStillOpen } from '../../model/class/progress.ts';
import { useWaiting } from '../../model/records.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Page } from '../../ui/page.tsx';
import { chooseYear } from '../../work/chosen-year.ts';
import { useSession } from '../../work/session.ts';
import { useChosenYear, useWorkspace } from '../../work/use-workspace.ts';
import { alwaysOpen } from '../../work/years/own-years.ts';
import { BroughtList } from './brought-list.tsx';
import { inOrderOfWork } from './class-order.ts';
import { ClassSection } from './class-section.tsx';
import { ClassSummary } from './class-summary.tsx';
import styles from './classes.module.css';
import { useHomeTitle } from './home-title.ts';

/** So many classes are shown with all their sheets; more than these as one table. */
const IN_FULL = 4;

interface ListProps {
  readonly me: Me;
  readonly year: SchoolYear;
  readonly classes: readonly ClassDocument[];
}

/** Another school year in which something waits for this person: a year is closed when the next has begun. */
const WaitsInYear = ({ me, year }: { readonly me: Me; readonly year: SchoolYear }) => {
  const { t } = useTranslation('classes');
  const { chosenYear } = useWorkspace();
  const waiting = useWaiting(year);
  const open = useOwnSheets(year).filter(isStillOpen).length;
  const lines = [
    ...(waiting.length === 0
      ? []
      : [
          me.role === 'head'
            ? t('waitingInYear', { year, count: waiting.length })
            : t('confirmInYear', { year, name: waiting.map((one) => one.class).join(', ') }),
        ]),
    ...(open === 0 ? [] : [t('openInYear', { year, count: open })]),
  ];
  return lines.map((line) => (
    <p key={line}>
      <Button look="quiet" icon="clock" onPress={() => chooseYear(chosenYear, year)}>
        {line}
      </Button>
    </p>
  ));
};

/** The head's classes: those that wait for the signature first, and how many they are. */
const SchoolClasses = ({ me, year, classes }: ListProps) => {
  const { t } = useTranslation('classes');
  const waiting = new Map(useWaiting(year).map((one) => [one.class, one.count]));
  const counts = useAllRecordCounts(year);
  const sorted = inOrderOfWork(
    classes,
    (list) => waiting.get(list.class) ?? 0,
    (list) => counts.get(list.class),
  );
  return (
    <>
      {waiting.size > 0 && <p className={styles.quiet}>{t('waitingOrder')}</p>}
      <ClassSummary me={me} classes={sorted} />
    </>
  );
};

/** The own homeroom class first, whole; the others below, as a table when they are many. */
const OwnClasses = ({ me, year, classes }: ListProps) => {
  const { t } = useTranslation('classes');
  const isOwn = (list: ClassDocument) => mayConfirm(me, year, list.class);
  const others = classes.filter((list) => !isOwn(list));
  const sections = (lists: readonly ClassDocument[]) =>
    lists.map((list) => <ClassSection key={list.class} me={me} list={list} />);
  if (classes.length <= IN_FULL) return sections([...classes.filter(isOwn), ...others]);
  return (
    <>
      {sections(classes.filter(isOwn))}
      {others.length > 0 && (
        <section className={styles.section}>
          {others.length < classes.length && <h2>{t('otherClasses')}</h2>}
          <ClassSummary me={me} classes={others} />
        </section>
      )}
    </>
  );
};

const Classes = ({ year }: { readonly year: SchoolYear }) => {
  const { t } = useTranslation(['classes', 'sync', 'anyPage']);
  const { me } = useSession();
  const { status, classes } = useClasses(year);
  if (status === 'loading' || me === null) return <p>{t('anyPage:opening')}</p>;
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
        {t(me.role === 'teacher' ? 'noneText' : 'noneSchoolText', { year })}
      </EmptyState>
    );
  }
  return me.role === 'head' ? (
    <SchoolClasses me={me} year={year} classes={classes} />
  ) : (
    <OwnClasses me={me} year={year} classes={classes} />
  );
};

interface ClassesPageProps {
  /** Work that waits beside the marks. */
  readonly notice: ReactNode;
}

interface YearProps {
  readonly me: Me;
  readonly year: SchoolYear;
}

const YearChoice = ({ me, year }: YearProps) => {
  const { t } = useTranslation(['classes', 'anyPage']);
  const { chosenYear } = useWorkspace();
  return (
    <>
      <div data-screen-only="">
        <Select
          label={t('year')}
          value={year}
          onChange={(chosen) => chooseYear(chosenYear, chosen)}
          options={me.years.map((value) => ({ value, label: value }))}
        />
      </div>
      <span data-print-only="">{t('anyPage:schoolYear', { year })}</span>
    </>
  );
};

const ClassesOf = ({ me, year, notice }: YearProps & ClassesPageProps) => (
  <Page width="read" title={useHomeTitle(me, year)} actions={<YearChoice me={me} year={year} />}>
    <BroughtList year={year} />
    {notice}
    {alwaysOpen(me).map((other) => other !== year && <WaitsInYear key={other} me={me} year={other} />)}
    <Classes key={year} year={year} />
  </Page>
);

/** The first page: classes of the chosen school year, each with the next step. */
export const ClassesPage = ({ notice }: ClassesPageProps) => {
  const { t } = useTranslation('classes');
  const { me } = useSession();
  const year = useChosenYear(me?.years ?? []);
  if (me !== null && year !== undefined) return <ClassesOf me={me} year={year} notice={notice} />;
  const isTeacher = me?.role === 'teacher';
  return (
    <Page width="read" title={t(isTeacher ? 'title' : 'schoolTitle')}>
      <EmptyState icon="people" title={t('noneTitle')}>
        {t(isTeacher ? 'noneText' : 'noneSchoolText', { year: '' })}
      </EmptyState>
    </Page>
  );
};
