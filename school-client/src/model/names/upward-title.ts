import type { UpwardId } from '@hocba/shared/school/identifiers';
import { type SheetId, sheetParts } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import { subjectName } from './subject-name.ts';

/** The sheet an upward document is about, as its id tells (`entry:8A1:toan:hk1:<ulid>`); undefined when it is a class. */
export const sheetOfUpward = (id: UpwardId): SheetId | undefined => {
  const about = id.split(':').slice(1, -1);
  return about.length > 1 ? (about.join(':') as SheetId) : undefined;
};

/** The title of an upward document in a list: `Điểm Toán 8A1 – Học kỳ I`. */
export const useUpwardTitle = (): ((id: UpwardId) => string) => {
  const { t } = useTranslation(['sync', 'anyPage']);
  return (id) => {
    const [kind, classCode = ''] = id.split(':');
    const sheet = sheetOfUpward(id);
    if (sheet === undefined) return t(`refusedKind.${kind as 'confirm'}`, { class: classCode });
    const { class: ofClass, subject, term } = sheetParts(sheet);
    return t(`refusedKind.${kind as 'entry'}`, {
      class: ofClass,
      subject: subjectName(subject, ofClass, currentLanguage()),
      term: t(`anyPage:${term}`),
    });
  };
};
