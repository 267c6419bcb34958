import { randomInt } from 'node:crypto';
import type { StudentId } from '@hocba/shared/school/identifiers';

const SYMBOLS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Our own key of a new pupil: random, so that it says nothing about the pupil and cannot be guessed from another. */
export const newStudentId = (): StudentId =>
  `s${Array.from({ length: 12 }, () => SYMBOLS[randomInt(36)]).join('')}` as StudentId;
