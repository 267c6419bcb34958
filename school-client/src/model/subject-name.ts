import { SUBJECTS } from '@hocba/shared/school/curriculum';
import { HOMEROOM, type SubjectCode } from '@hocba/shared/school/identifiers';
import type { Language } from '../i18n/i18n.ts';

const HOMEROOM_NAMES = { vi: 'Sổ chủ nhiệm', en: 'Homeroom' } as const;

/** The name of a subject, or of the homeroom teacher's sheet, in the language of the interface. */
export const subjectName = (subject: SubjectCode, language: Language): string =>
  subject === HOMEROOM ? HOMEROOM_NAMES[language] : (SUBJECTS[subject]?.[language] ?? subject);
