import type { Finding } from '@hocba/shared/marks/finding';
import type { SheetTerm, SubjectCode } from '@hocba/shared/school/identifiers';
import type { RecordRow } from '../../../model/records.ts';
import {
  isPlainlyMissing,
  mostOf,
  type WholeColumn,
  wholeColumns,
} from '../../../model/sheet/whole-columns.ts';

/** One sheet that keeps the records of a whole class. */
export interface SheetInTheWay {
  readonly subject: SubjectCode;
  readonly term: SheetTerm;
  /** Columns that are missing as a whole; none: it is to be closed. */
  readonly columns: readonly WholeColumn[];
  readonly pupils: number;
}

/** The obstacles of a record. The head has decided what a frozen or issued record said beside itself. */
export const standingOf = ({ document }: RecordRow): readonly Finding[] =>
  document === undefined || document.state === 'finalised' || document.state === 'issued'
    ? []
    : document.findings;

const placeOf = ({ subject, term }: Finding): string => `${subject ?? ''} ${term ?? ''}`;

const byPlace = (findings: readonly Finding[]): Map<string, Finding[]> => {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.subject === undefined || finding.term === undefined) continue;
    const key = placeOf(finding);
    places.set(key, [...(places.get(key) ?? []), finding]);
  }
  return places;
};

/** The gaps of the whole class, sheet by sheet, and the points of each record beside them. */
export interface ClassFindings {
  readonly sheets: readonly SheetInTheWay[];
  /** The points about this pupil alone. */
  ownOf(row: RecordRow): readonly Finding[];
}

/** Parts the findings of a class into those of whole sheets and columns, said once, and those of single pupils. */
export const partFindings = (rows: readonly RecordRow[]): ClassFindings => {
  const open = rows.filter((row) => standingOf(row).length > 0);
  const places = byPlace(
    open.flatMap((row) =>
      standingOf(row).map((finding): Finding => ({ ...finding, student: finding.student ?? row.student.id })),
    ),
  );
  const sheets: SheetInTheWay[] = [];
  const covered = new Map<string, ReadonlySet<string>>();
  for (const [place, findings] of places) {
    const [first] = findings;
    const columns = wholeColumns(findings, mostOf(open.length));
    const isOpen = findings.some(({ code }) => code === 'SHEET_OPEN');
    if (first?.subject === undefined || first.term === undefined) continue;
    if (!isOpen && columns.length === 0) continue;
    covered.set(place, new Set(columns.map(({ column }) => column)));
    sheets.push({ subject: first.subject, term: first.term, columns, pupils: open.length });
  }
  const isCovered = (finding: Finding): boolean =>
    finding.code === 'SHEET_OPEN' ||
    (isPlainlyMissing(finding) && (covered.get(placeOf(finding))?.has(finding.column ?? '') ?? false));
  return { sheets, ownOf: (row) => standingOf(row).filter((finding) => !isCovered(finding)) };
};
