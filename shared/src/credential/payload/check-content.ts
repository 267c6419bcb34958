import { contradictionIn } from '../../regulations/signed-rules.ts';
import { isImpossibleBirth, isYearOnly } from '../../school/pupil/birth-date.ts';
import { nameFault, textFault } from '../../text/plain-text.ts';
import { Refused } from '../verify/verdict.ts';
import type { YearCredentialPayload } from './payload.ts';

const checkTexts = (value: unknown): void => {
  if (typeof value === 'string') {
    const fault = textFault(value);
    if (fault !== undefined) throw new Refused(fault);
  } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(checkTexts);
};

const checkName = (name: string): void => {
  const fault = nameFault(name);
  if (fault !== undefined) throw new Refused(fault);
};

/** A record of a school year is issued in its first calendar year at the earliest. */
const checkYear = (year: string, validFrom: string): void => {
  const [first, second] = year.split('-').map(Number) as [number, number];
  if (second !== first + 1 || Number(validFrom.slice(0, 4)) < first) {
    throw new Refused('SCHOOL_YEAR_MISMATCH');
  }
};

/** Real calendar dates only: a pattern lets 30 February through. */
const checkDate = (text: string): void => {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) {
    throw new Refused('SCHEMA_MISMATCH');
  }
};

/** The rules that the schema cannot say; throws `Refused` with the first fault. */
export const checkContent = (payload: YearCredentialPayload): void => {
  const { credentialSubject: subject, issuer, validFrom } = payload;
  checkTexts(payload);
  const names = [subject.student.name, subject.school.name, subject.school.commune, subject.school.province];
  const subjects = subject.subjects.map(({ name }) => name);
  for (const name of [...names, issuer.name, ...subject.approvals.map((a) => a.name), ...subjects]) {
    checkName(name);
  }
  const { birthDate } = subject.student;
  if (isImpossibleBirth(birthDate, subject.year)) throw new Refused('SCHEMA_MISMATCH');
  const born = isYearOnly(birthDate) ? [] : [birthDate];
  for (const date of [validFrom, ...born, ...subject.approvals.map((a) => a.at)]) {
    checkDate(date);
  }
  const codes = subject.subjects.map(({ code }) => code);
  if (new Set(codes).size < codes.length) throw new Refused('SUBJECT_TWICE');
  const fault = contradictionIn(subject);
  if (fault !== undefined) throw new Refused(fault === 'twice' ? 'SUBJECT_TWICE' : 'SUBJECT_RESULT_KIND');
  checkYear(subject.year, validFrom);
};
