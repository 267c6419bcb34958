import type { ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import { sheetIdOf } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { formatSchoolYear } from '../../i18n/date-formats.ts';
import { formatMoment } from '../../i18n/dates.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { sayOf } from '../../i18n/say.ts';
import { subjectName } from '../../model/names/subject-name.ts';

type About = Pick<ReviewEntry, 'cell' | 'look'>;

/** The kinds of acts that a look can be of, by the first word of the act. */
const LOOK_ACTS = ['consent', 'lookup', 'bundle', 'share', 'transfer', 'guardian', 'review'] as const;

/** Names what a request is about: the cell in full and where it stands, or the look, who and when. */
export const useAbout = (): ((about: About) => { readonly title: string; readonly where: string }) => {
  const { t } = useTranslation(['reviews', 'anyPage']);
  const { t: gradebook } = useTranslation('gradebook');
  const language = currentLanguage();
  return ({ cell: now, look }) => {
    if (now === null) {
      const act = LOOK_ACTS.find((one) => look?.act.startsWith(one)) ?? 'other';
      const who = [look?.person, look?.school].filter(Boolean).join(', ');
      return {
        title: t('look', { act: t(`lookAct.${act}`) }),
        where: look === null ? '' : t('lookBy', { who: who || t('someone'), time: formatMoment(look.at) }),
      };
    }
    const { cell } = now;
    const place = { ...cell, grade: gradeOfClass(cell.class), regularMarks: 0 };
    const name = (column: NonNullable<typeof cell.column>): string =>
      sheetLookOf(place).nameOf(place, column, { say: sayOf(gradebook), language }).label;
    return {
      title: cell.column === null ? t('result') : name(cell.column),
      where: t('where', {
        subject: subjectName(cell.subject, cell.class, language),
        term: t(`anyPage:${cell.term}`),
        class: cell.class,
        year: formatSchoolYear(cell.year),
      }),
    };
  };
};

/** The address of the sheet that a request is about; undefined for a look. */
export const sheetOf = ({ cell: now }: About): string | undefined => {
  if (now === null) return undefined;
  const { year, class: code, subject, term } = now.cell;
  return `/sheet/${year}/${sheetIdOf(code, subject, term)}`;
};

type State = Pick<ReviewEntry, 'state' | 'outcome' | 'cell'>;

/** The text of a request's state. */
export const stateKey = ({ state, outcome, cell }: State) => {
  if (outcome === 'declined') return 'declined';
  if (state === 'withdrawn' || state === 'stopped' || state === 'waiting') return state;
  if (outcome === null) return 'running';
  if (cell === null) return 'upheld';
  if (state === 'done') return 'done';
  if (cell.isCorrected) return 'isCorrected';
  return cell.place === 'sheet' ? 'onSheet' : 'onRecord';
};
