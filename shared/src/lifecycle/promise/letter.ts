import { formatDateText } from '../../calendar/date-text.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { Relation } from '../../school/guardians.ts';
import type { StudentCode } from '../../school/identifiers.ts';
import { type BirthDate, formatBirthDate } from '../../school/pupil/birth-date.ts';
import { type PromiseKind, REQUEST_DAYS } from './promise.ts';

/** The facts of a letter; `signer` is null on a paper that is to be filled in by hand. */
export interface LetterFacts {
  readonly kind: PromiseKind;
  readonly pupil: { readonly name: string; readonly code: StudentCode; readonly birthDate: BirthDate };
  /** Names of the receiving school and of the holder of the record. */
  readonly to: string;
  readonly holder: string;
  readonly grades: readonly number[];
  /** The day that the family names in a commitment; null in a request. */
  readonly until: LocalDate | null;
  readonly dossier: string;
  readonly signer: { readonly name: string; readonly relation: Relation | null } | null;
}

/** A letter in Vietnamese, the language in which it is signed, paragraph by paragraph. */
export interface Letter {
  readonly title: string;
  readonly about: string;
  readonly addressee: string;
  readonly paragraphs: string[];
}

const RELATIONS: Readonly<Record<Relation, string>> = {
  mother: 'mẹ',
  father: 'cha',
  guardian: 'người giám hộ',
  grandparent: 'ông (bà)',
  institution: 'đại diện cơ sở nuôi dưỡng',
  deputy: 'người được ủy quyền',
};
const BLANK = '…………………………………………';

const person = ({ pupil, signer }: LetterFacts): string => {
  const name = signer === null ? BLANK : signer.name;
  const relation = signer?.relation ? RELATIONS[signer.relation] : 'cha, mẹ hoặc người giám hộ';
  const born = /^\d{4}$/.test(pupil.birthDate) ? 'sinh năm' : 'sinh ngày';
  return `Tôi là ${name}, ${relation} của em ${pupil.name}, ${born} ${formatBirthDate(pupil.birthDate)}, mã học sinh ${pupil.code}.`;
};

const gradesIn = (grades: readonly number[]): string => grades.map((grade) => `lớp ${grade}`).join(', ');

const request = (facts: LetterFacts): Letter => {
  const { pupil, to, holder, grades, dossier } = facts;
  return {
    title: 'VĂN BẢN ĐỀ NGHỊ',
    about: `Về việc cung cấp học bạ ${gradesIn(grades)}`,
    addressee: holder,
    paragraphs: [
      person(facts),
      `Em ${pupil.name} đang chuyển đến ${to}, hồ sơ ${dossier}. Học bạ ${gradesIn(grades)} của em chưa có trên hệ thống học bạ số.`,
      `Tôi đề nghị ${holder} gửi học bạ nói trên, bản điện tử hoặc bản giấy, cho ${to} trong ${REQUEST_DAYS} ngày làm việc kể từ khi nhận văn bản này. Tôi đồng ý để hai bên trao đổi học bạ của em vì việc này.`,
      'Nếu không còn lưu học bạ, đề nghị trả lời bằng văn bản và nêu rõ lý do.',
    ],
  };
};

const commitment = (facts: LetterFacts): Letter => {
  const { pupil, to, holder, grades, until, dossier } = facts;
  const day = until === null ? BLANK : formatDateText(until);
  return {
    title: 'BẢN CAM KẾT',
    about: `Về việc nộp học bạ ${gradesIn(grades)}`,
    addressee: to,
    paragraphs: [
      person(facts),
      `Em ${pupil.name} đang chuyển đến ${to}, hồ sơ ${dossier}. Em đã học ${gradesIn(grades)}, học bạ do ${holder} giữ và chưa có trên hệ thống học bạ số.`,
      `Tôi cam kết nộp học bạ nói trên cho ${to} chậm nhất ngày ${day}. Tôi đồng ý để ${to} hỏi ${holder} nhằm kiểm tra nội dung này.`,
      'Nếu học bạ có trên hệ thống trước ngày đó thì cam kết này tự kết thúc.',
      'Tôi chịu trách nhiệm trước pháp luật về nội dung cam kết.',
    ],
  };
};

/** The words of a letter: what a guardian reads before signing is what is signed and printed. */
export const letterOf = (facts: LetterFacts): Letter =>
  facts.kind === 'request' ? request(facts) : commitment(facts);
