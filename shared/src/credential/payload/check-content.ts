import { yearAverage } from '../../regulations/circular-22-2021/results/averages.ts';
import { isImpossibleBirth, isYearOnly } from '../../school/pupil/birth-date.ts';
import { nameFault, textFault } from '../../text/plain-text.ts';
import { Refused } from '../verify/verdict.ts';
import type { SignedSubject, YearCredentialPayload } from './payload.ts';
import type { PrimarySubject, SignedPrimaryLine } from './primary-subject.ts';

const tenthsOf = (result: string): number => Number(result.replace('.', ''));

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

const checkSubject = ({ mode, exempt, hk1, hk2, year, retest }: SignedSubject): void => {
  const results = [hk1, hk2, year, retest ?? null].filter((result) => result !== null);
  const fits = results.every((result) => /^[0-9]/.test(result) === (mode === 'score'));
  if (!fits || (exempt && (year !== null || retest !== undefined))) throw new Refused('SUBJECT_RESULT_KIND');
};

const isUsed = (values: SignedPrimaryLine['levels'] | SignedPrimaryLine['tests']): boolean =>
  Object.values(values).some((value) => value !== null);

/** Exempt is empty; qualities and competences stand each under their own heading, once. */
const checkPrimary = ({ subjects, qualities, competences }: PrimarySubject): void => {
  const isFilled = subjects.some(({ exempt, levels, tests }) => exempt && (isUsed(levels) || isUsed(tests)));
  const isMixed =
    qualities.some(({ code }) => !code.startsWith('q')) ||
    competences.some(({ code }) => !code.startsWith('c'));
  if (isFilled || isMixed) throw new Refused('SUBJECT_RESULT_KIND');
  const traits = [...qualities, ...competences].map(({ code }) => code);
  if (new Set(traits).size < traits.length) throw new Refused('SUBJECT_TWICE');
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

/** What the schema cannot say; throws `Refused` with the first fault. */
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
  if (subject.regulation === 'circular-27-2020') checkPrimary(subject);
  else subject.subjects.forEach(checkSubject);
  checkYear(subject.year, validFrom);
};

/**
 * Whether a scored year average differs from what the rule computes: a warning, since marks may have come
 * otherwise.
 */
export const yearAverageDiffers = ({ credentialSubject: subject }: YearCredentialPayload): boolean =>
  subject.regulation === 'circular-22-2021' &&
  subject.subjects.some(
    ({ mode, hk1, hk2, year }) =>
      mode === 'score' &&
      hk1 !== null &&
      hk2 !== null &&
      year !== null &&
      yearAverage(tenthsOf(hk1), tenthsOf(hk2)) !== tenthsOf(year),
  );
