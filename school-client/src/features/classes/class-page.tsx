import type { ClassCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { useClasses } from '../../model/classes.ts';
import { useSession } from '../../model/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { ClassSection } from './class-section.tsx';

interface ClassPageProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
}

/** One class with all its sheets. */
export const ClassPage = ({ year, name }: ClassPageProps) => {
  const { t } = useTranslation(['classes', 'sync', 'common']);
  const { me } = useSession();
  const { status, classes } = useClasses(year);
  const list = classes.find((one) => one.class === name);
  return (
    <Page
      title={t('className', { name })}
      trail={[{ href: '/', label: me?.role === 'teacher' ? t('title') : t('schoolTitle') }]}
      width="read"
      intro={t('common:schoolYear', { year })}
    >
      {status === 'loading' || me === null ? (
        <p>{t('common:opening')}</p>
      ) : list === undefined ? (
        <EmptyState icon="people" title={t('notHereTitle')}>
          {t('sync:notHereText')}
        </EmptyState>
      ) : (
        <ClassSection me={me} list={list} isWholePage />
      )}
    </Page>
  );
};
