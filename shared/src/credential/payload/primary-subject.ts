import { type Static, Type } from 'typebox';
import {
  AwardCode,
  atPoints,
  OutcomeCode,
  PrimaryCompletion,
  SubjectLevelCode,
  TraitCodeText,
  TraitLevelCode,
} from '../../record/circular-27-record.ts';
import { SubjectCode } from '../../school/identifiers.ts';
import { closed, identityMembers, nullable, Text } from './signed-members.ts';

/** A periodic test in whole points as text, which readers of all languages understand. */
const WholeScore = Type.String({ pattern: '^(10|[0-9])$', maxLength: 2 });

const SignedPrimaryLine = Type.Object(
  {
    code: SubjectCode,
    name: Text(100),
    exempt: Type.Boolean(),
    levels: atPoints(SubjectLevelCode),
    tests: atPoints(WholeScore),
    remark: nullable(Text(1000)),
  },
  closed,
);
export type SignedPrimaryLine = Static<typeof SignedPrimaryLine>;

const SignedTrait = Type.Object(
  { code: TraitCodeText, name: Text(100), levels: atPoints(TraitLevelCode) },
  closed,
);
export type SignedTrait = Static<typeof SignedTrait>;

const Sessions = nullable(Type.Integer({ minimum: 0, maximum: 400 }));

/** What is signed of a year in grades 1–5. */
export const PrimarySubject = Type.Object(
  {
    ...identityMembers,
    grade: Type.Integer({ minimum: 1, maximum: 5 }),
    regulation: Type.Literal('circular-27-2020'),
    subjects: Type.Array(SignedPrimaryLine, { minItems: 1, maxItems: 30 }),
    qualities: Type.Array(SignedTrait, { maxItems: 5 }),
    competences: Type.Array(SignedTrait, { maxItems: 10 }),
    absent: Type.Object({ hk1: Sessions, hk2: Sessions, year: Sessions }, closed),
    outcome: nullable(OutcomeCode),
    award: nullable(AwardCode),
    completion: PrimaryCompletion,
  },
  closed,
);
export type PrimarySubject = Static<typeof PrimarySubject>;
