import { Type } from 'typebox';
import { ClassCode, Instant, SchoolYear, StudentCode, StudentId } from '../../school/identifiers.ts';
import { closed } from '../../school/members.ts';
import { PersonName } from '../../school/names.ts';
import { BirthDate } from '../../school/pupil/birth-date.ts';
import type { Endpoint } from '../endpoint.ts';
import { LinkCode } from './sign-in.ts';

/** A slip as it is printed, once: the registry keeps no code. */
const PrintedSlip = Type.Object(
  {
    student: StudentId,
    studentCode: StudentCode,
    name: PersonName,
    birthDate: BirthDate,
    class: ClassCode,
    code: LinkCode,
    expiresAt: Instant,
  },
  closed,
);

export const issueSlips = {
  method: 'POST',
  path: '/link-codes',
  summary: 'Make slips for the families of a class, handed over against signature',
  access: ['clerk', 'head', 'homeroom'],
  body: Type.Object(
    {
      year: SchoolYear,
      class: ClassCode,
      /** Only these pupils; the whole class without it. */
      students: Type.Optional(Type.Array(StudentId, { minItems: 1, maxItems: 100, uniqueItems: true })),
      /** How many slips for each pupil: one for each parent. */
      perStudent: Type.Integer({ minimum: 1, maximum: 2 }),
    },
    closed,
  ),
  response: Type.Object(
    {
      slips: Type.Array(PrintedSlip, { maxItems: 400 }),
      /** Pupils of whom an order limits a guardian: the office makes their slips one by one. */
      heldBack: Type.Array(StudentId, { maxItems: 200 }),
    },
    closed,
  ),
} as const satisfies Endpoint;
