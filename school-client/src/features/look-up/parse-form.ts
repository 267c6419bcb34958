import type { BodyOf } from '@hocba/shared/contract/endpoint';
import { ConsentCode, type lookUp, type Purpose } from '@hocba/shared/contract/look-up';
import { PersonalId, parseIdentifier, StudentCode } from '@hocba/shared/school/identifiers';
import { type BirthDate, parseBirthText } from '@hocba/shared/school/pupil/birth-date';
import { Value } from 'typebox/value';

/** The form as it was typed. */
export interface LookUpForm {
  readonly studentId: string;
  readonly birthDate: string;
  readonly code: string;
  readonly purpose: Purpose;
}

/** A field that does not fit its form. */
export type FormFault = 'studentId' | 'birthDate' | 'code';

const squeeze = (text: string): string =>
  text
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[\s.·-]/g, '');

const birthDateOf = (typed: string): BirthDate | null => {
  const read = parseBirthText(typed);
  return 'value' in read ? read.value : null;
};

/** The request a form asks for, or which fields do not fit; nothing is sent that cannot be right. */
export const parseForm = (form: LookUpForm): { body: BodyOf<typeof lookUp> } | { faults: FormFault[] } => {
  const id = squeeze(form.studentId);
  const studentId = parseIdentifier(StudentCode, id) ?? parseIdentifier(PersonalId, id);
  const birthDate = birthDateOf(form.birthDate);
  const code = squeeze(form.code);
  const faults: FormFault[] = [];
  if (studentId === undefined) faults.push('studentId');
  if (birthDate === null) faults.push('birthDate');
  if (!Value.Check(ConsentCode, code)) faults.push('code');
  if (studentId === undefined || birthDate === null || faults.length > 0) return { faults };
  return { body: { studentId, birthDate, code, purpose: form.purpose } };
};
