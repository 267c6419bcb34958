import type { Derivation } from '../../../marks/derivation.ts';
import type { Finding } from '../../../marks/finding.ts';
import type { SubjectResult } from '../../../marks/subject-result.ts';
import { inTranscriptOrder } from '../../../school/curriculum/curriculum.ts';
import { isLanguageCode } from '../../../school/curriculum/foreign-language.ts';
import type { SchoolCode, Term } from '../../../school/identifiers.ts';
import { articleOf22 } from '../article.ts';
import { explainYearAverage } from '../results/averages.ts';
import { explainYearComment } from '../results/comment-result.ts';
import type { SubjectLine } from '../year/record.ts';
import type { Period } from '../year/year-results.ts';
import type { JoinedLine, MoverDecision, SchoolPart, SchoolSubject, TermOffer } from './mover.ts';

const TERMS: readonly Term[] = ['hk1', 'hk2'];

/** One subject at either school or both; at least one of the two is there. */
interface Pair {
  readonly subject: SchoolSubject['subject'];
  readonly before: SchoolSubject | undefined;
  readonly now: SchoolSubject | undefined;
}

/** A foreign language is the same subject only in the same language, unless a school does not say which it taught. */
const isSame = (a: SchoolSubject, b: SchoolSubject): boolean =>
  a.subject === b.subject && (a.language === b.language || a.language === null || b.language === null);

const pairsOf = (former: SchoolPart, present: SchoolPart): Pair[] => [
  ...present.subjects.map((now) => ({
    subject: now.subject,
    before: former.subjects.find((before) => isSame(before, now)),
    now,
  })),
  ...former.subjects
    .filter((before) => !present.subjects.some((now) => isSame(before, now)))
    .map((before) => ({ subject: before.subject, before, now: undefined })),
];

const courseOf = ({ before, now }: Pair): JoinedLine['course'] =>
  now === undefined ? 'dropped' : before === undefined ? 'taken-up' : 'continued';

const languageOf = ({ before, now }: Pair): JoinedLine['language'] =>
  now?.language ?? before?.language ?? null;

const offersOf = (former: SchoolPart, present: SchoolPart, { before, now }: Pair, term: Term): TermOffer[] =>
  [
    { school: former.school, result: before?.[term] ?? null },
    { school: present.school, result: now?.[term] ?? null },
  ].filter((offer): offer is TermOffer => offer.result !== null);

interface Chosen {
  readonly result: SubjectResult | null;
  readonly from: SchoolCode | 'assessed' | null;
}

/** The result of a term that counts: the only one, both alike, the one a person took, or one assessed later. */
const chooseTerm = (
  term: Term,
  offers: readonly TermOffer[],
  decisions: readonly MoverDecision[],
): Chosen => {
  const taken = decisions.find((one) => one.kind === 'take' && one.term === term);
  const only =
    offers.find((offer) => taken?.kind === 'take' && offer.school === taken.school) ??
    (new Set(offers.map(({ result }) => result)).size === 1 ? offers[0] : undefined);
  if (only !== undefined) return { result: only.result, from: only.school };
  const assessed = decisions.find((one) => one.kind === 'assessed' && one.term === term);
  return offers.length === 0 && assessed?.kind === 'assessed'
    ? { result: assessed.result, from: 'assessed' }
    : { result: null, from: null };
};

const explainYear = (
  mode: SubjectLine['mode'],
  hk1: SubjectResult | null,
  hk2: SubjectResult | null,
  alone: MoverDecision | undefined,
): Derivation<SubjectResult> | null => {
  if (mode === 'comment') return isComment(hk2) ? explainYearComment(isComment(hk1) ? hk1 : null, hk2) : null;
  if (typeof hk2 !== 'number') return null;
  if (typeof hk1 === 'number') return explainYearAverage(hk1, hk2);
  if (alone === undefined) return null;
  return {
    rule: 'year-from-second-term',
    article: articleOf22(9, 1),
    inputs: [
      { name: 'hk1', value: null, weight: 0 },
      { name: 'hk2', value: hk2, weight: 1 },
    ],
    decision: { by: alone.by, at: alone.at, why: alone.why },
    result: hk2,
  };
};

const isComment = (result: SubjectResult | null): result is 'Đ' | 'CĐ' => result === 'Đ' || result === 'CĐ';

/** The points of one line that a person must still look at. */
const findingsOf = (line: JoinedLine, isLanguageChange: boolean): Finding[] => {
  const { subject, course, offers, from, exempt, counts } = line;
  const findings: Finding[] = [];
  if (course !== 'continued') {
    findings.push({ code: isLanguageChange ? 'LANGUAGE_CHANGED' : 'ELECTIVE_CHANGED', subject });
  }
  if (exempt) return findings;
  for (const term of TERMS) {
    if (from[term] !== null) continue;
    if (offers[term].length > 1) findings.push({ code: 'TERM_TWICE', subject, term });
    else if (counts[term] || (counts.year && line.year === null))
      findings.push({ code: 'TERM_MISSING', subject, term });
  }
  return findings;
};

/** A reason is what makes a decision one; without it nothing is decided. */
const isReasoned = ({ why }: MoverDecision): boolean => why.trim() !== '';

const isAbout = (
  decision: MoverDecision,
  { subject, language }: Pick<JoinedLine, 'subject' | 'language'>,
): boolean =>
  decision.subject === subject && (decision.language === undefined || decision.language === language);

/** Both schools, and whether the former one finished the first term, so that its subjects are those of that term. */
interface Move {
  readonly former: SchoolPart;
  readonly present: SchoolPart;
  readonly afterFirstTerm: boolean;
}

const countsOf = (course: JoinedLine['course'], { afterFirstTerm }: Move): JoinedLine['counts'] => ({
  hk1: afterFirstTerm ? course !== 'taken-up' : course !== 'dropped',
  hk2: course !== 'dropped',
  year: course !== 'dropped',
});

const joinLine = (move: Move, pair: Pair, all: readonly MoverDecision[]): JoinedLine => {
  const { subject } = pair;
  const language = languageOf(pair);
  const decisions = all.filter((one) => isReasoned(one) && isAbout(one, { subject, language }));
  const offers = {
    hk1: offersOf(move.former, move.present, pair, 'hk1'),
    hk2: offersOf(move.former, move.present, pair, 'hk2'),
  };
  const [hk1, hk2] = [chooseTerm('hk1', offers.hk1, decisions), chooseTerm('hk2', offers.hk2, decisions)];
  const mode = (pair.now ?? pair.before)?.mode ?? 'comment';
  const exempt = (pair.now ?? pair.before)?.exempt ?? false;
  const course = courseOf(pair);
  const alone = decisions.find(({ kind }) => kind === 'second-term-only');
  const why = exempt || course === 'dropped' ? null : explainYear(mode, hk1.result, hk2.result, alone);
  return {
    subject,
    mode,
    exempt,
    hk1: hk1.result,
    hk2: hk2.result,
    year: why?.result ?? null,
    language,
    course,
    offers,
    from: { hk1: hk1.from, hk2: hk2.from },
    counts: countsOf(course, move),
    why,
  };
};

const unknownLanguages = ({ subjects }: SchoolPart): Finding[] =>
  subjects
    .filter(({ language }) => language !== null && !isLanguageCode(language))
    .map(({ subject, language }) => ({ code: 'LANGUAGE_UNKNOWN', subject, value: String(language) }));

/**
 * Joins the term results of a pupil's former and present school into the lines of one year. An elective or language
 * that changed keeps a line for the old and one for the new; the old one counts in the first term's rating where that
 * term was finished at the former school, the new one from then on and for the year. Nothing is guessed where the law
 * is silent: ELECTIVE_CHANGED, LANGUAGE_CHANGED, LANGUAGE_UNKNOWN, TERM_TWICE, TERM_MISSING and
 * REASON_MISSING say what a person must look at or decide. Circular 22/2021, Art. 9; Circular 32/2018.
 */
export const joinSchools = (
  former: SchoolPart,
  present: SchoolPart,
  decisions: readonly MoverDecision[] = [],
): { readonly lines: readonly JoinedLine[]; readonly findings: readonly Finding[] } => {
  const move: Move = { former, present, afterFirstTerm: former.subjects.some(({ hk1 }) => hk1 !== null) };
  const lines = inTranscriptOrder(pairsOf(former, present).map((pair) => joinLine(move, pair, decisions)));
  const isTwice = (line: JoinedLine) => lines.filter(({ subject }) => subject === line.subject).length > 1;
  return {
    lines,
    findings: [
      ...unknownLanguages(former),
      ...unknownLanguages(present),
      ...decisions
        .filter((one) => !isReasoned(one))
        .map(({ subject }): Finding => ({ code: 'REASON_MISSING', subject })),
      ...lines.flatMap((line) => findingsOf(line, isTwice(line))),
    ],
  };
};

/** The lines that take part in the rating of a term or the year. */
export const countedLines = (lines: readonly JoinedLine[], when: Period): SubjectLine[] =>
  lines.filter(({ counts }) => counts[when]);
