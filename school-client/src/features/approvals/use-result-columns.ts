import { resultColumnsOf } from '@hocba/shared/regulations/year-rules';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { ClassCode, SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import { sayOf } from '../../i18n/say.ts';
import { useSubjectName } from '../../model/names/subject-name.ts';
import type { RecordRow } from '../../model/records.ts';
import type { TableColumn } from '../../ui/table.tsx';

/** The results of a class's records, in the columns of the regulation of its grade. */
export const useResultColumns = (year: SchoolYear, name: ClassCode): readonly TableColumn<RecordRow>[] => {
  const { t } = useTranslation('approvals');
  const nameOf = useSubjectName(year);
  const say = sayOf(t);
  const words = { say, language: currentLanguage(), subject: (code: SubjectCode) => nameOf(code, name) };
  return resultColumnsOf(gradeOfClass(name), year).map(({ id, title, align, text }) => ({
    id,
    title: say(title),
    ...(align === undefined ? {} : { align }),
    cell: ({ document }) => (document === undefined ? '–' : text(document.record, words)),
  }));
};
