import type { SubjectCode } from '@hocba/shared/school/identifiers';
import type { ListedPupil } from './class-8a1.ts';

/** The wishes of the demo for one place in a class: details that replace the usual ones, and rights. */
export interface HardPupil {
  readonly details?: Partial<Pick<ListedPupil, 'name' | 'birthDate' | 'sex' | 'ethnicity'>>;
  readonly exempt?: readonly SubjectCode[];
  readonly notAssessed?: boolean;
}

const TWIN_NAME: HardPupil = {
  details: { name: 'Nguyễn Văn Nam', birthDate: '2013-03-12', sex: 'male', ethnicity: 'Kinh' },
};

/**
 * Pupils that registers stumble over, by school, class of 2026-2027 and place in which they are made: two who share
 * name and birth date, a name of eight words, apostrophes, given names that stand first, a pupil exempt from physical
 * education, one who is not assessed by right.
 */
export const HARD_PUPILS: Readonly<Record<string, HardPupil>> = {
  'tantrao 8A2 1': TWIN_NAME,
  'tantrao 8A2 2': TWIN_NAME,
  'tantrao 8A2 3': { details: { name: "Giàng H'Mỷ", sex: 'female', ethnicity: 'Mông' } },
  'tantrao 8A2 4': { exempt: ['gdtc' as string as SubjectCode] },
  'tantrao 7A2 1': { notAssessed: true },
  'phanthiet 8A1 1': { details: { name: 'H’Hen Niê', sex: 'female', ethnicity: 'Ê Đê' } },
  'phanthiet 8A1 2': { details: { name: 'Y Moan Ênuôl', sex: 'male', ethnicity: 'Ê Đê' } },
  'nguyentrai 9A1 1': {
    details: { name: 'Công Tằng Tôn Nữ Hoàng Ngọc Bảo Trâm', sex: 'female', ethnicity: 'Kinh' },
  },
};

/**
 * The pupil who left Tân Trào for Phan Thiết in the middle of the present term: place, and the class on
 * either side.
 */
export const MOVER = {
  from: { school: 'tantrao', class: '7A2', place: 2 },
  to: { school: 'phanthiet', class: '7A1' },
  joinedOn: '2026-10-19',
} as const;
