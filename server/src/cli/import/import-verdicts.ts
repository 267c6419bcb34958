import type { VerdictDocument } from '@hocba/shared/documents/downward';
import type { MarksPlan } from '@hocba/shared/exchange/marks/marks';
import { markTitle } from '@hocba/shared/exchange/marks/marks-columns';
import type { ImportError } from '@hocba/shared/exchange/workbook/headings/header';
import type { Finding } from '@hocba/shared/marks/finding';
import { sheetPlaceOf } from '@hocba/shared/marks/sheet-place';
import type { ProblemCode } from '@hocba/shared/problems';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import { formatSheetCell } from '@hocba/shared/regulations/sheet-rules';
import type { ClassList } from '@hocba/shared/school/class-list';
import type { ColumnCode, DatabaseName, SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { findPublished } from '../../replication/publish.ts';
import type { Db } from '../../storage/engine/db.ts';

/** The registry's answers to entries that were not simply applied, because somebody else was there first. */
export const findingsOn = async (
  db: Db,
  name: DatabaseName,
  entries: readonly Entry[],
): Promise<Finding[]> => {
  const found: Finding[] = [];
  for (const { _id } of entries) {
    const verdict = await findPublished(db, name, `verdict:${_id}`);
    found.push(...((verdict?.body as Partial<VerdictDocument> | undefined)?.findings ?? []));
  }
  return found;
};

const cellOf = ({ create, update }: MarksPlan, { student, column }: Finding): EntryCell | undefined =>
  [...create, ...update].find(([id, own]) => id === student && own === column);

/**
 * The registry's findings about cells, as errors of the file: with the row, the column as it is called there, the mark.
 */
export const verdictErrors = (
  plan: MarksPlan,
  list: ClassList,
  sheet: SheetId,
  findings: readonly Finding[],
): ImportError[] => {
  const place = sheetPlaceOf(list, sheet);
  const errors = findings.map((finding): ImportError => {
    const { code, student, column } = finding;
    const cell = cellOf(plan, finding);
    const pupil = list.students.find(({ id }) => id === student);
    const of = pupil === undefined ? '' : `${pupil.name} (${pupil.code})`;
    const expected = code === 'STUDENT_MOVED' ? pupil?.movedTo : undefined;
    return {
      code: code as ProblemCode,
      row: plan.rows.get(student as StudentId) ?? null,
      column: column === undefined ? of : `${markTitle(column as ColumnCode)}${of === '' ? '' : `, ${of}`}`,
      value: cell === undefined ? null : formatSheetCell(place, cell[1], cell[2]),
      ...(plan.sheet === undefined ? {} : { sheet: plan.sheet }),
      ...(expected === undefined ? {} : { expected }),
    };
  });
  return errors.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
};
