import type { Circular22Record, Level } from '@hocba/shared/regulations/circular-22-2021/year/record';
import { OUTCOMES } from '@hocba/shared/regulations/circular-27-2020/results/education-result';
import type { Circular27Record } from '@hocba/shared/regulations/circular-27-2020/year/record';
import { gradeOfClass, isPrimaryGrade } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { ClassCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import type { RecordRow } from '../../model/records.ts';
import type { TableColumn } from '../../ui/table.tsx';

type Columns = readonly TableColumn<RecordRow>[];

const secondary = ({ document }: RecordRow): Circular22Record | undefined =>
  document?.record.regulation === 'circular-22-2021' ? document.record : undefined;

const primary = ({ document }: RecordRow): Circular27Record | undefined =>
  document?.record.regulation === 'circular-27-2020' ? document.record : undefined;

const useSecondaryColumns = (): Columns => {
  const { t } = useTranslation('approvals');
  const level = (row: RecordRow, what: 'learning' | 'conduct') => {
    const text = (value: Level | null | undefined) => (value ? t(`level.${value}`) : '–');
    const { whole, summer } = secondary(row) ?? {};
    const after = summer?.[what] ?? null;
    const isSame = after === null || after === whole?.[what];
    return isSame ? text(whole?.[what]) : `${text(whole?.[what])} → ${text(after)}`;
  };
  const outcome = (row: RecordRow) => {
    const { promotion = null, title = null, summer } = secondary(row) ?? {};
    if (promotion === null) return '–';
    const word = t(`promotionWord.${promotion}`);
    const after = summer?.promotion ?? null;
    if (after !== null) return `${word} → ${t(`promotionWord.${after}`)}`;
    return title === null ? word : `${word}, ${t(`title_${title}`)}`;
  };
  return [
    { id: 'learning', title: t('learning'), cell: (row) => level(row, 'learning') },
    { id: 'conduct', title: t('conduct'), cell: (row) => level(row, 'conduct') },
    { id: 'absent', title: t('absent'), align: 'end', cell: (row) => secondary(row)?.whole.absent ?? '–' },
    { id: 'promotion', title: t('promotion'), cell: outcome },
  ];
};

const usePrimaryColumns = (): Columns => {
  const { t } = useTranslation('approvals');
  const language = currentLanguage();
  const outcome = (row: RecordRow) => {
    const found = primary(row)?.outcome ?? null;
    return found === null ? '–' : OUTCOMES[found][language];
  };
  const award = (row: RecordRow) => {
    const found = primary(row)?.award ?? null;
    return found === null ? '–' : t(`primary.awardName.${found}`);
  };
  const completion = (row: RecordRow) => {
    const record = primary(row);
    return record === undefined ? '–' : t(`primary.step.${record.completion.step}`, { grade: record.grade });
  };
  return [
    { id: 'outcome', title: t('primary.outcome'), cell: outcome },
    { id: 'award', title: t('primary.award'), cell: award },
    {
      id: 'absent',
      title: t('primary.absent'),
      align: 'end',
      cell: (row) => primary(row)?.absent.year ?? '–',
    },
    { id: 'completion', title: t('primary.completion'), cell: completion },
  ];
};

/** The results of a class's records, in the columns of the regulation of its grade. */
export const useResultColumns = (name: ClassCode): Columns => {
  const [ofPrimary, ofSecondary] = [usePrimaryColumns(), useSecondaryColumns()];
  return isPrimaryGrade(gradeOfClass(name)) ? ofPrimary : ofSecondary;
};
