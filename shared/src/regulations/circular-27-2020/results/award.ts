import type { Condition, Decision, Derivation } from '../../../marks/derivation.ts';
import type { SubjectCode, TraitCode } from '../../../school/identifiers.ts';
import { articleOf27 } from '../article.ts';
import type { Outcome } from './education-result.ts';

/** Học sinh Xuất sắc; Học sinh tiêu biểu hoàn thành tốt trong học tập và rèn luyện. */
export type Award = 'excellent' | 'exemplary';

/**
 * Facts that only people can state, with the person who stated them: the homeroom teacher's judgement, and that the
 * class recognises the pupil.
 */
export interface AwardStatement extends Decision {
  readonly excellentIn: readonly SubjectCode[];
  readonly clearProgressIn: readonly TraitCode[];
  readonly recognisedByClass: boolean;
  /** The first condition is said to be met without naming in what, as a tick on the homeroom sheet says it. */
  readonly unnamed?: boolean;
}

/** A condition that no computation can meet. */
export type AwardQuestion = 'excellent-in-a-subject-or-clear-progress-in-a-trait' | 'recognised-by-the-class';

/** The award of the year, how it came about, and what a person must still answer. */
export interface AwardDecision {
  readonly award: Award | null;
  /** `rule` when it follows from the result alone, `person` when it rests on a statement, null without an award. */
  readonly decidedBy: 'rule' | 'person' | null;
  /** The award still possible and the questions open for it; null when there is nothing to ask. */
  readonly needsPerson: { readonly award: 'exemplary'; readonly questions: readonly AwardQuestion[] } | null;
  readonly derivation: Derivation<Award | null>;
}

/** The questions of the second award as a statement answers them; without one both are open. */
const conditionsOf = (statement: AwardStatement | null): (Condition & { readonly name: AwardQuestion })[] => {
  const named =
    statement === null
      ? null
      : statement.excellentIn.length + statement.clearProgressIn.length + Number(statement.unnamed ?? false);
  return [
    {
      name: 'excellent-in-a-subject-or-clear-progress-in-a-trait',
      level: 'exemplary',
      found: named,
      atLeast: 1,
      holds: named !== null && named >= 1,
    },
    {
      name: 'recognised-by-the-class',
      level: 'exemplary',
      found: statement === null ? null : String(statement.recognisedByClass),
      atLeast: 'true',
      holds: statement?.recognisedByClass === true,
    },
  ];
};

const answer = (
  outcome: Outcome | null,
  decided: Pick<AwardDecision, 'award' | 'decidedBy' | 'needsPerson'>,
  conditions: readonly Condition[],
  said: AwardStatement | null,
): AwardDecision => ({
  ...decided,
  derivation: {
    rule: 'award',
    article: articleOf27(13, 1),
    inputs: [{ name: 'outcome', value: outcome }],
    conditions,
    ...(said === null ? {} : { decision: { by: said.by, at: said.at, why: said.why } }),
    result: decided.award,
  },
});

/**
 * The award at the end of the year from its result, before any additional assessment: excellent follows from Hoàn
 * thành xuất sắc; exemplary needs Hoàn thành tốt and a person's statement, and is never given without one. A statement
 * changes nothing under any other result. Awards for achievements during the year are the head's and not of this rule.
 * Circular 27/2020, Art. 13(1)(a).
 */
export const decideAward = (outcome: Outcome | null, statement: AwardStatement | null): AwardDecision => {
  if (outcome !== 'HTT') {
    const isExcellent = outcome === 'HTXS';
    const condition = {
      name: 'outcome',
      level: 'excellent',
      found: outcome,
      atLeast: 'HTXS',
      holds: isExcellent,
    };
    const decided = isExcellent
      ? ({ award: 'excellent', decidedBy: 'rule', needsPerson: null } as const)
      : { award: null, decidedBy: null, needsPerson: null };
    return answer(outcome, decided, [condition], null);
  }
  const conditions = conditionsOf(statement);
  const questions = conditions.filter(({ holds }) => !holds).map(({ name }) => name);
  return questions.length === 0
    ? answer(outcome, { award: 'exemplary', decidedBy: 'person', needsPerson: null }, conditions, statement)
    : answer(
        outcome,
        { award: null, decidedBy: null, needsPerson: { award: 'exemplary', questions } },
        conditions,
        statement,
      );
};

/**
 * The award at the end of the year where the homeroom teacher ticked, or did not tick, that a pupil of good completion
 * meets the conditions and the class recognises them. Circular 27/2020, Art. 13(1)(a).
 */
export const awardByTick = (outcome: Outcome | null, isTicked: boolean): AwardDecision =>
  decideAward(
    outcome,
    isTicked
      ? {
          by: 'homeroom',
          at: '',
          why: '',
          excellentIn: [],
          clearProgressIn: [],
          recognisedByClass: true,
          unnamed: true,
        }
      : null,
  );
