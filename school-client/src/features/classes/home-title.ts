import type { Me } from '@hocba/shared/contract/auth';
import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { useAllRecordCounts, useClasses, useOwnSheets } from '../../model/class/classes.ts';
import { isStillOpen } from '../../model/class/progress.ts';
import { useWaiting } from '../../model/records.ts';

const useTeacherTitle = (year: SchoolYear): string => {
  const { t } = useTranslation('classes');
  const sheets = useOwnSheets(year);
  const [confirmable] = useWaiting(year);
  if (confirmable !== undefined)
    return t('homeConfirm', { name: confirmable.class, count: confirmable.count });
  const open = sheets.filter(isStillOpen).length;
  if (open > 0) return t('homeOpen', { count: open });
  const isDone = sheets.length > 0 && sheets.every(({ state }) => state === 'closed');
  return isDone ? t('homeClosed', { count: sheets.length }) : t('title');
};

const useSchoolTitle = (year: SchoolYear): string => {
  const { t } = useTranslation('classes');
  const waiting = useWaiting(year).length;
  const counts = [...useAllRecordCounts(year).values()].filter(({ total }) => total > 0);
  if (waiting > 0) return t('waitingTitle', { count: waiting });
  const done = counts.filter(({ issued, total }) => issued === total).length;
  if (counts.length === 0) return t('schoolTitle');
  return t(done === counts.length ? 'homeIssued' : 'homeIssuedOf', { done, count: counts.length });
};

/**
 * The first thing that a person should know of a school year: the title of the first page, in place of the menu's word.
 */
export const useHomeTitle = (me: Me, year: SchoolYear): string => {
  const { status } = useClasses(year);
  const { t } = useTranslation('classes');
  const isTeacher = me.role === 'teacher';
  const ofTeacher = useTeacherTitle(year);
  const ofSchool = useSchoolTitle(year);
  if (status !== 'ready') return t(isTeacher ? 'title' : 'schoolTitle');
  return isTeacher ? ofTeacher : ofSchool;
};
