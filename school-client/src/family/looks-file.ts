import type { Look, LooksFile } from '@hocba/shared/contract/family/child';
import { sortableMomentIn } from '../i18n/date-formats.ts';
import { actText, purposeText } from './looks.tsx';
import type { FamilyWords } from './words.ts';

/** A byte order mark: without one Excel reads the file in the code page of the machine and breaks Vietnamese letters. */
const BOM = '\uFEFF';

/** A field of a table (RFC 4180). A spreadsheet would run a text that begins as a formula; the quote before it says it is text. */
const field = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const lineOf = (look: Look, words: FamilyWords): string[] => [
  sortableMomentIn(look.at),
  look.person ?? (look.role === 'unknown' ? words.t('looked.someone') : ''),
  words.t(`looked.role.${look.role}`),
  look.school ?? '',
  actText(look, words),
  purposeText(look, words) ?? '',
];

/** The looks at a child's record as CSV in UTF-8 for a spreadsheet: one line each, newest first, times of Vietnam. */
export const looksTable = ({ looks }: LooksFile, words: FamilyWords): string => {
  const { t } = words;
  const heads = [
    t('looked.file.at'),
    t('looked.file.person'),
    t('looked.file.role'),
    t('looked.file.school'),
    t('looked.file.act'),
    t('looked.file.purpose'),
  ];
  const lines = [heads, ...looks.map((look) => lineOf(look, words))];
  return `${BOM}${lines.map((line) => `${line.map(field).join(',')}\r\n`).join('')}`;
};
