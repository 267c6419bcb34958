import type { SchoolCode, SubjectCode } from '@hocba/shared/school/identifiers';
import { PEOPLES } from './names-ethnic.ts';

/** A class of the present school year: how many pupils, and what an upper-secondary class chose. */
export interface ClassPlan {
  readonly grade: number;
  readonly letter: string;
  readonly pupils: number;
}

/** A school of the demo province. */
export interface SchoolPlan {
  readonly code: SchoolCode;
  /** Last part of its people's account names. */
  readonly short: string;
  readonly name: string;
  readonly commune: string;
  readonly province: string;
  readonly provinceCode: string;
  /** First three digits of personal numbers: where births are registered. */
  readonly registry: string;
  readonly peoples: readonly string[];
  readonly classes: readonly ClassPlan[];
}

const classes = (grades: readonly number[], letters: readonly string[], pupils: number): ClassPlan[] =>
  grades.flatMap((grade) => letters.map((letter) => ({ grade, letter, pupils })));

const LOWER = [6, 7, 8, 9];
const BOTH = ['A1', 'A2'];

/** Three schools of 1,200 pupils, and a primary school of one small class. */
export const SCHOOLS: readonly SchoolPlan[] = [
  {
    code: '08000101' as SchoolCode,
    short: 'tantrao',
    name: 'Trường THCS Tân Trào',
    commune: 'Xã Tân Trào',
    province: 'Tỉnh Tuyên Quang',
    provinceCode: '08',
    registry: '008',
    peoples: PEOPLES.tuyenQuang,
    classes: classes(LOWER, BOTH, 42),
  },
  {
    code: '08000102' as SchoolCode,
    short: 'phanthiet',
    name: 'Trường THCS Phan Thiết',
    commune: 'Phường Minh Xuân',
    province: 'Tỉnh Tuyên Quang',
    provinceCode: '08',
    registry: '008',
    peoples: PEOPLES.tuyenQuang,
    classes: classes(LOWER, BOTH, 42),
  },
  {
    code: '01000201' as SchoolCode,
    short: 'nguyentrai',
    name: 'Trường THCS & THPT Nguyễn Trãi',
    commune: 'Phường Ba Đình',
    province: 'Thành phố Hà Nội',
    provinceCode: '01',
    registry: '001',
    peoples: PEOPLES.haNoi,
    classes: [...classes(LOWER, BOTH, 41), ...classes([10, 11], BOTH, 40), ...classes([12], ['A1'], 40)],
  },
  {
    code: '08000103' as SchoolCode,
    short: 'thtantrao',
    name: 'Trường Tiểu học Tân Trào',
    commune: 'Xã Tân Trào',
    province: 'Tỉnh Tuyên Quang',
    provinceCode: '08',
    registry: '008',
    peoples: PEOPLES.tuyenQuang,
    classes: classes([4], ['A'], 12),
  },
];

/** The choices of upper-secondary classes among the nine electives, by letter. */
export const ELECTIVES_OF: Readonly<Record<string, readonly SubjectCode[]>> = {
  A1: ['ly', 'hoa', 'sinh', 'tin'] as string[] as SubjectCode[],
  A2: ['dia', 'gdktpl', 'cn', 'mi-thuat'] as string[] as SubjectCode[],
};
