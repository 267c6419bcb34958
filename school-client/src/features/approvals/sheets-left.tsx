import type { ClassCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { useClassProgress } from '../../model/class/classes.ts';
import { cellsOf, sheetsOf } from '../../model/class/progress.ts';

interface SheetsLeftProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
}

/** Why records are not complete yet: how many cells and sheets of the class are. */
export const SheetsLeft = ({ year, name }: SheetsLeftProps) => {
  const { t } = useTranslation('approvals');
  const sheets = sheetsOf(useClassProgress(year, name));
  const closed = sheets.filter(({ state }) => state === 'closed').length;
  const cells = cellsOf(sheets);
  return (
    <span>
      {t('waitSheets')} {t('sheetsLeft', { ...cells, closed, sheets: sheets.length })}
    </span>
  );
};
