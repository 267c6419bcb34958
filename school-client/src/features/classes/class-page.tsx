import type { Me } from '@hocba/shared/contract/auth';
import type { ClassCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { hiddenClass, useHiddenText } from '../../model/class/class-access.ts';
import { type Classes, useClasses } from '../../model/class/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useSession } from '../../work/session.ts';
import { useHasAsked } from '../../work/sync-status.ts';
import { ClassSection } from './class-section.tsx';

interface ClassPageProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
}

const NOT_YET = {
  failed: { icon: 'warning', title: 'failedTitle', text: 'failedText' },
  waiting: { icon: 'download', title: 'waitingTitle', text: 'waitingText' },
  'too-new': { icon: 'refresh', title: 'tooNewTitle', text: 'tooNewText' },
} as const;

const notYetOf = (
  { status, unread }: Classes,
  name: ClassCode,
  hasAsked: boolean,
): keyof typeof NOT_YET | undefined => {
  if (status === 'failed' || status === 'waiting') return status;
  if (unread.includes(name)) return 'too-new';
  return hasAsked ? undefined : 'waiting';
};

/** Why a class is not on the screen: no right to it, not here yet, or no such class. */
const NoClass = ({
  year,
  name,
  me,
  found,
}: ClassPageProps & { readonly me: Me; readonly found: Classes }) => {
  const { t } = useTranslation(['sync', 'classes']);
  const textOf = useHiddenText();
  const why = hiddenClass(me, year, name);
  const hasAsked = useHasAsked();
  const notYet = why === undefined ? notYetOf(found, name, hasAsked) : undefined;
  if (notYet !== undefined) {
    const { icon, title, text } = NOT_YET[notYet];
    return (
      <EmptyState icon={icon} title={t(title)}>
        {t(text)}
      </EmptyState>
    );
  }
  const { title, text } = textOf(why ?? 'no-class', { year, name });
  return (
    <EmptyState
      icon={why === undefined ? 'search' : 'eye-off'}
      title={title}
      action={<Link href="/">{t('classes:toClasses')}</Link>}
    >
      {text}
    </EmptyState>
  );
};

/** One class with all its sheets. */
export const ClassPage = ({ year, name }: ClassPageProps) => {
  const { t } = useTranslation(['classes', 'anyPage']);
  const { me } = useSession();
  const found = useClasses(year);
  const list = found.classes.find((one) => one.class === name);
  return (
    <Page
      title={t('className', { name })}
      trail={[{ href: '/', label: me?.role === 'teacher' ? t('title') : t('schoolTitle') }]}
      width="read"
      intro={t('anyPage:schoolYear', { year })}
    >
      {found.status === 'loading' || me === null ? (
        <p>{t('anyPage:opening')}</p>
      ) : list === undefined ? (
        <NoClass year={year} name={name} me={me} found={found} />
      ) : (
        <ClassSection me={me} list={list} isWholePage />
      )}
    </Page>
  );
};
