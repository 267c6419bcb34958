import type { Downward } from '@hocba/shared/documents/downward';
import type { ClassSubject } from '@hocba/shared/school/class-list';
import { LANGUAGES } from '@hocba/shared/school/curriculum/foreign-language';
import { findSubject, gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  type ClassCode,
  HOMEROOM,
  type SchoolYear,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { Language } from '@hocba/shared/text/language';
import { useCallback } from 'react';
import { currentLanguage } from '../../i18n/i18n.ts';
import { useYear } from '../../work/use-workspace.ts';

const HOMEROOM_NAMES = { vi: 'Sổ chủ nhiệm', en: 'Homeroom' } as const;

/**
 * The name of a subject as a class of this grade has it, or of the homeroom teacher's sheet, in the language
 * of the interface.
 */
export const subjectName = (subject: SubjectCode, classCode: ClassCode, language: Language): string =>
  subject === HOMEROOM
    ? HOMEROOM_NAMES[language]
    : (findSubject(subject, gradeOfClass(classCode))?.[language] ?? subject);

/** The foreign language that a class learns under a subject, by the class list on this device. */
const languageIn = (
  docs: ReadonlyMap<string, Downward> | undefined,
  subject: SubjectCode,
  classCode: ClassCode,
): ClassSubject['language'] => {
  const list = docs?.get(`class:${classCode}`);
  return list?.kind === 'class'
    ? list.subjects.find((taught) => taught.subject === subject)?.language
    : undefined;
};

/** The name that people say: a foreign language by its name where the school has said which; else the official one. */
export const spokenName = (
  docs: ReadonlyMap<string, Downward> | undefined,
  subject: SubjectCode,
  classCode: ClassCode,
  language: Language,
): string => {
  const learned = languageIn(docs, subject, classCode);
  return learned === undefined ? subjectName(subject, classCode, language) : LANGUAGES[learned][language];
};

/** Names the subjects of the classes of a school year in the language of the interface. */
export const useSubjectName = (
  year: SchoolYear,
): ((subject: SubjectCode, classCode: ClassCode) => string) => {
  const docs = useYear(year).state?.docs;
  const language = currentLanguage();
  return useCallback(
    (subject, classCode) => spokenName(docs, subject, classCode, language),
    [docs, language],
  );
};
