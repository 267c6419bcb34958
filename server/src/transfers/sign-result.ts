import type { TransferSubject } from '@hocba/shared/credential/transfer/document';
import type { ArrivingSheet } from '@hocba/shared/record/arrival';
import { findSubject, gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  type ClassCode,
  type ColumnCode,
  HOMEROOM,
  type Instant,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { signDocument, type Unsigned } from '../issuing/documents/sign-document.ts';
import type { Caller } from '../people/caller.ts';
import type { Write } from '../storage/engine/db.ts';
import { insertDossierResults } from '../storage/queries/dossiers/dossiers.ts';
import { type Parties, schoolMember } from './desk/transfer-entry.ts';
import type { RunningYear } from './marks/running-year.ts';
import type { TransferServices } from './services.ts';
import type { Existing } from './stored-transfer.ts';

type Subject = Unsigned<TransferSubject>;
type DecidedBy = Subject['decidedBy'];
/** The content of a document beside the dossier, the pupil and both schools. */
export type Said = Subject extends infer Each
  ? Each extends Subject
    ? Omit<Each, 'dossier' | 'student' | 'from' | 'to'>
    : never
  : never;

/** The person who decides; the registry when its rule does. */
export const decidedBy = (caller: Caller | undefined, at: Instant): DecidedBy =>
  caller === undefined
    ? { name: 'Hệ thống học bạ số', role: 'registry', at }
    : { name: caller.displayName, role: caller.role === 'head' ? 'head' : 'clerk', at };

const nameOf = (sheet: ArrivingSheet): string => {
  const { class: code, subject } = sheetParts(sheet.sheet);
  if (subject === HOMEROOM) return 'Rèn luyện';
  return findSubject(subject, gradeOfClass(code))?.vi ?? subject;
};

const summarySheet = (sheet: ArrivingSheet) => {
  const { subject, term } = sheetParts(sheet.sheet);
  const cells = Object.entries(sheet.cells).flatMap(([column, [value]]) =>
    value === null ? [] : [[column as ColumnCode, value] as [ColumnCode, typeof value]],
  );
  return { subject, name: nameOf(sheet), term, closed: sheet.closing !== null, cells };
};

/** The summary of a running year as it is signed; `approved` when the head of the school releases it. */
export const summaryOf = (
  { year, class: code, sheets }: RunningYear,
  by: DecidedBy,
): Extract<Said, { kind: 'summary' }> => ({
  kind: 'summary',
  decidedBy: by,
  year,
  grade: gradeOfClass(code as ClassCode),
  class: code,
  approved: by.role === 'head',
  sheets: sheets.map(summarySheet),
});

/** Signs a document of a transfer: the write that stores it, as a result of the transfer's last event. */
export const signResult = async (
  services: Pick<TransferServices, 'db' | 'keyRing'>,
  { row, end }: Existing,
  { student, from, to }: Parties,
  said: Said,
  now: Instant,
): Promise<Write[]> => {
  const subject = {
    ...said,
    dossier: row.code ?? row.id,
    student: { code: student.code, name: student.name, birthDate: student.birth_date, sex: student.sex },
    from: from === undefined ? null : schoolMember(from),
    to: schoolMember(to),
  } as Subject;
  const signed = await signDocument(services, subject, now);
  return insertDossierResults([{ ...signed, dossier: row.id, seq: end.seq, issued_at: now }]);
};
