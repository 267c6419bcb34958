import type { Article, Condition, Decision, Derivation } from '../../../marks/derivation.ts';
import { articleOf27 } from '../article.ts';
import type { Outcome } from './education-result.ts';

/** Where a pupil stands on the way to the next grade. */
export type CompletionStep =
  | 'year-open'
  | 'completed'
  | 'guidance'
  | 'head-decides'
  | 'promoted-by-head'
  | 'retained'
  | 'not-assessed';

/** The decision of the head, with its reason. */
export interface HeadDecision extends Decision {
  readonly decided: 'promote' | 'retain';
}

/**
 * The facts that completion depends on. Absences are not among it: Circular 27/2020 has no limit of sessions missed.
 */
export interface CompletionFacts {
  readonly grade: number;
  /** Result of the year; null while it is not known. */
  readonly atYearEnd: Outcome | null;
  /** Result after guidance and additional assessment; null before it. */
  readonly reassessed: Outcome | null;
  /** About a pupil who still has not completed, or is not assessed; null before that. */
  readonly head: HeadDecision | null;
  readonly notAssessed: boolean;
}

/**
 * Completion of the grade and, in grade 5, of primary school; null is not known yet, or not a question of
 * this grade.
 */
export interface Completion {
  readonly step: CompletionStep;
  /** Hoàn thành chương trình lớp học. */
  readonly completedClass: boolean | null;
  /** Hoàn thành chương trình tiểu học; the head certifies it in the transcript. */
  readonly completedPrimary: boolean | null;
  /** Được lên lớp. */
  readonly promoted: boolean | null;
  /** The person or rule that acts in this step; the rule where it follows from the result alone. */
  readonly decidedBy: 'rule' | 'homeroom' | 'head';
  readonly derivation: Derivation<CompletionStep>;
}

const LAST_GRADE = 5;

type Standing = Pick<Completion, 'step' | 'completedClass' | 'promoted' | 'decidedBy'> & {
  readonly article: Article;
};

const afterHead = (head: HeadDecision | null, before: Standing): Standing => {
  if (head === null) return before;
  const promoted = head.decided === 'promote';
  return { ...before, step: promoted ? 'promoted-by-head' : 'retained', promoted };
};

const isCompleted = (outcome: Outcome | null): boolean => outcome !== null && outcome !== 'CHT';

const standingOf = ({ atYearEnd, reassessed, head, notAssessed }: CompletionFacts): Standing => {
  const open = { completedClass: null, promoted: null } as const;
  const done = { step: 'completed', completedClass: true, promoted: true, decidedBy: 'rule' } as const;
  const article = articleOf27(11, 1);
  if (notAssessed) {
    return afterHead(head, { step: 'not-assessed', ...open, decidedBy: 'head', article: articleOf27(8) });
  }
  if (atYearEnd === null) return { step: 'year-open', ...open, decidedBy: 'rule', article };
  if (isCompleted(atYearEnd) || isCompleted(reassessed)) return { ...done, article };
  if (reassessed === null) return { step: 'guidance', ...open, decidedBy: 'homeroom', article };
  return afterHead(head, {
    step: 'head-decides',
    completedClass: false,
    promoted: null,
    decidedBy: 'head',
    article,
  });
};

const conditionsOf = ({ atYearEnd, reassessed, notAssessed }: CompletionFacts): Condition[] => {
  if (notAssessed) return [];
  const condition = (name: string, found: Outcome | null): Condition => ({
    name,
    found,
    atLeast: 'HT' satisfies Outcome,
    holds: isCompleted(found),
  });
  const first = condition('at-year-end', atYearEnd);
  return first.holds || atYearEnd === null ? [first] : [first, condition('reassessed', reassessed)];
};

/**
 * What follows from the year: the grade is completed with any result but Chưa hoàn thành, at once or after guidance in
 * summer; after that the head alone decides whether the pupil goes up. A head's promotion is not a completion, so in
 * grade 5 it does not complete primary school. A head's decision before it is due is not looked at.
 * Circular 27/2020, Art. 8, 11(1)(a)–(c) and 11(2).
 */
export const decideCompletion = (facts: CompletionFacts): Completion => {
  const { article, ...standing } = standingOf(facts);
  const { head } = facts;
  const isHeads = standing.step === 'promoted-by-head' || standing.step === 'retained';
  return {
    ...standing,
    completedPrimary: facts.grade === LAST_GRADE ? standing.completedClass : null,
    derivation: {
      rule: 'completion',
      article,
      inputs: [
        { name: 'grade', value: facts.grade },
        { name: 'at-year-end', value: facts.atYearEnd },
        { name: 'reassessed', value: facts.reassessed },
        { name: 'head', value: isHeads && head !== null ? head.decided : null },
        { name: 'not-assessed', value: String(facts.notAssessed) },
      ],
      conditions: conditionsOf(facts),
      ...(isHeads && head !== null ? { decision: { by: head.by, at: head.at, why: head.why } } : {}),
      result: standing.step,
    },
  };
};
