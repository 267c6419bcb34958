import { EN } from '@hocba/shared/credential/words/en';
import { VI } from '@hocba/shared/credential/words/vi';
import { type Said, say } from '../texts/said.ts';

/** The codes of a comparison with rows of the registry; a verifier of a record alone knows none of them. */
const CODES: Readonly<Record<string, Said>> = {
  OTHER_RECORD: ['Its text is about another record.', 'Nội dung đã ký là của học bạ khác.'],
  OTHER_TEXT: [
    'It is not the text that was frozen for signing.',
    'Nội dung đã ký không phải là bản chờ ký đã lưu.',
  ],
  NOT_AUDITED: ['The audit does not know this signature.', 'Sổ kiểm tra không ghi chữ ký này.'],
  NOT_LOGGED: ['The log does not know this signature.', 'Nhật ký không ghi chữ ký này.'],
  MISSING: ['The audit knows it, and it is not there.', 'Sổ kiểm tra có ghi, nhưng học bạ đã ký không còn.'],
};

const find = (words: object, code: string): string => String(new Map(Object.entries(words)).get(code) ?? '');

/** A fault of a signed record or document with the words for its code behind it; any other fault as it is. */
export const withCodeWords = (fault: string): string => {
  const [, code = ''] = /^signed (?:record|confirmation|\w+ of dossier) \S+: ([A-Z_]+)$/.exec(fault) ?? [];
  const words = say(CODES[code] ?? [find(EN.code, code), find(VI.code, code)]);
  return words === '' || words.includes('{{') ? fault : `${fault} – ${words}`;
};
