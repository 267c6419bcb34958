import { Type } from 'typebox';
import {
  ClassCode,
  Digest,
  Instant,
  PersonalId,
  SchoolCode,
  SchoolYear,
  StudentCode,
} from '../school/identifiers.ts';
import { closed, nullable } from '../school/members.ts';
import { BirthDate } from '../school/pupil/birth-date.ts';
import { Sex } from '../school/pupil/sex.ts';
import { MAX_LENGTH, plainRemark } from '../text/plain-text.ts';
import type { SubjectNames } from './regulation.ts';

/** A text that says something, of at most so many characters. */
export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** A random or derived UUID as a URN; the only way a pupil is named outside the subject's own members. */
export const UrnUuid = Type.String({
  pattern: '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  maxLength: 45,
});

/**
 * An approval with its account: the digest is of the sheet for subject teachers, of the whole record for the others.
 */
const SignedApproval = Type.Object(
  {
    role: Type.String({ pattern: '^[a-z][a-z0-9:-]{1,39}$', maxLength: 40 }),
    name: Text(MAX_LENGTH.person),
    at: Instant,
    digest: Digest,
  },
  closed,
);

/** The members of every signed year, whatever its regulation: pupil, school, time and approvals. */
export const identityMembers = {
  id: UrnUuid,
  recordId: Type.String({ pattern: '^[0-9]{8}-20[0-9]{2}-20[0-9]{2}/s[0-9a-z]{12}$', maxLength: 32 }),
  revision: Type.Integer({ minimum: 1, maximum: 9999 }),
  student: Type.Object(
    {
      code: StudentCode,
      name: Text(MAX_LENGTH.person),
      birthDate: BirthDate,
      sex: Sex,
      ethnicity: Text(MAX_LENGTH.ethnicity),
      personalId: Type.Optional(PersonalId),
    },
    closed,
  ),
  school: Type.Object(
    {
      code: SchoolCode,
      name: Text(MAX_LENGTH.school),
      commune: Text(MAX_LENGTH.place),
      province: Text(MAX_LENGTH.place),
    },
    closed,
  ),
  year: SchoolYear,
  class: ClassCode,
  notAssessed: Type.Boolean(),
  remark: nullable(Text(MAX_LENGTH.remark)),
  approvals: Type.Array(SignedApproval, { minItems: 1, maxItems: 100 }),
  /** The credential that this revision corrects. */
  replaces: Type.Optional(UrnUuid),
};

/** The name of a subject as it is signed. */
export const nfcName = (names: SubjectNames, code: string): string => (names[code] ?? '').normalize('NFC');

/** A remark of which nothing is left is none. */
export const signedRemark = (remark: string | null): string | null => {
  const plain = plainRemark(remark ?? '');
  return plain === '' ? null : plain;
};
