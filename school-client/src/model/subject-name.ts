import { type ClassCode, HOMEROOM, type SubjectCode } from '@hocba/shared/school/identifiers';
import { findSubject, gradeOfClass } from '@hocba/shared/school/subjects-of-grade';
import type { Language } from '../i18n/i18n.ts';

const HOMEROOM_NAMES = { vi: 'Sổ chủ nhiệm', en: 'Homeroom' } as const;

/**
 * The name of a subject as a class of this grade has it, or of the homeroom teacher's sheet, in the language
 * of the interface.
 */
export const subjectName = (subject: SubjectCode, classCode: ClassCode, language: Language): string =>
  subject === HOMEROOM
    ? HOMEROOM_NAMES[language]
    : (findSubject(subject, gradeOfClass(classCode))?.[language] ?? subject);
