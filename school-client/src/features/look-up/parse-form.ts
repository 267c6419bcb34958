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

/** A birth date as people write it; null for what cannot be read as one. */
export const birthDateOf = (typed: string): BirthDate | null => {
  const read = parseBirthText(typed);
  return 'value' in read ? read.value : null;
};

/** A pupil's code or personal number as people write it down, with blanks and dots between. */
export const studentIdOf = (typed: string): StudentCode | PersonalId | undefined => {
  const id = squeeze(typed);
  return parseIdentifier(StudentCode, id) ?? parseIdentifier(PersonalId, id);
};

/** A one-time code as people write it down; undefined for what cannot be one. */
export const codeOf = (typed: string): string | undefined => {
  const code = squeeze(typed);
  return Value.Check(ConsentCode, code) ? code : undefined;
};

/** All purposes, in the order of the list that a school chooses from. */
export const PURPOSES: readonly Purpose[] = ['transfer', 'admission', 'confirmation'];

/** The request a form asks for, or which fields do not fit; nothing is sent that cannot be right. */
export const parseForm = (form: LookUpForm): { body: BodyOf<typeof lookUp> } | { faults: FormFault[] } => {
  const studentId = studentIdOf(form.studentId);
  const birthDate = birthDateOf(form.birthDate);
  const code = codeOf(form.code);
  const faults: FormFault[] = [];
  if (studentId === undefined) faults.push('studentId');
  if (birthDate === null) faults.push('birthDate');
  if (code === undefined) faults.push('code');
  if (studentId === undefined || birthDate === null || code === undefined) return { faults };
  return { body: { studentId, birthDate, code, purpose: form.purpose } };
};
