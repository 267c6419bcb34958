import type { StudentCode } from '@hocba/shared/school/identifiers';
import { type Said, say } from '../texts/said.ts';
import { FAMILY_PHONE, PARENTS } from './demo-family.ts';
import { demoPassword } from './province/teachers.ts';

/** The accounts that the demo introduces, and their purpose. */
export const INTRODUCED: readonly (readonly [account: string, what: Said])[] = [
  [
    'toan.8a1',
    [
      'teaches Toán in 8A1 (and 7A1 of 2025-2026, one column missing)',
      'dạy Toán lớp 8A1 (và 7A1 năm học 2025-2026, còn thiếu một cột)',
    ],
  ],
  ['gvcn.8a1', ['homeroom teacher of the same class', 'giáo viên chủ nhiệm các lớp đó']],
  ['ht.tantrao', ['head of THCS Tân Trào', 'hiệu trưởng THCS Tân Trào']],
  ['clerk.tantrao', ['clerk of THCS Tân Trào', 'văn thư THCS Tân Trào']],
  [
    'clerk.phanthiet',
    ['clerk of THCS Phan Thiết, a receiving school', 'văn thư THCS Phan Thiết, trường nhận học sinh'],
  ],
  ['ht.phanthiet', ['head of THCS Phan Thiết', 'hiệu trưởng THCS Phan Thiết']],
  ['clerk.nguyentrai', ['clerk of THCS & THPT Nguyễn Trãi', 'văn thư THCS & THPT Nguyễn Trãi']],
  [
    'gvcn.4a',
    [
      'homeroom teacher of primary class 4A (and 3A of 2025-2026, one test missing)',
      'giáo viên chủ nhiệm lớp 4A tiểu học (và 3A năm học 2025-2026, còn thiếu một bài kiểm tra)',
    ],
  ],
  ['ht.thtantrao', ['head of Tiểu học Tân Trào', 'hiệu trưởng Tiểu học Tân Trào']],
  ['so.canbo', ['officer of the department', 'cán bộ Sở Giáo dục và Đào tạo']],
  ['operator', ['operator of the registry', 'người quản trị máy chủ']],
];

/** The words while the province is made. */
export const MAKING: Said = [
  'Making a province of 4 schools and 1,212 pupils …',
  'Đang dựng một tỉnh gồm 4 trường và 1.212 học sinh …',
];

/** The text that the demo prints once it can be opened: addresses, accounts with passwords, and a guardian's code. */
export const introduction = (url: string, pupil: StudentCode, code: string): string => {
  const rows = INTRODUCED.map(
    ([name, what]) => `  ${name.padEnd(17)} ${demoPassword(name).padEnd(30)} ${say(what)}`,
  ).join('\n');
  return say([
    `
Học Bạ, a demonstration with invented people.

  Open           ${url}
  Verify page    ${url}/verify
  Families       ${url}/family

${rows}

  One-time code  ${code}
                 for Nguyễn Thị Ánh Tuyết, student code ${pupil}, born 17/05/2013, for THCS Phan Thiết, 72 hours

  Family         phone ${FAMILY_PHONE}; its codes are printed below
                 PIN ${PARENTS.mother.pin} of ${PARENTS.mother.name}, mother of two; PIN ${PARENTS.father.pin} of ${PARENTS.father.name}, father of one; a court’s order hides from him where the child is

Ctrl+C ends it.`,
    `
Học Bạ, bản dùng thử với những người không có thật.

  Mở                ${url}
  Kiểm tra học bạ   ${url}/verify
  Gia đình          ${url}/family

${rows}

  Mã tra cứu        ${code}
                    của Nguyễn Thị Ánh Tuyết, mã học sinh ${pupil}, sinh 17/05/2013, cấp cho THCS Phan Thiết, trong 72 giờ

  Gia đình          số ${FAMILY_PHONE}; mã gửi đến số này in ở dưới
                    PIN ${PARENTS.mother.pin} của ${PARENTS.mother.name}, mẹ hai con; PIN ${PARENTS.father.pin} của ${PARENTS.father.name}, bố một con; có quyết định của tòa, nên không thấy con học ở đâu

Nhấn Ctrl+C để dừng.`,
  ]);
};
