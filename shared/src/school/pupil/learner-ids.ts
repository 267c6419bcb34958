import type { ProblemCode } from '../../problems.ts';
import type { LocalDate, PersonalId, StudentCode } from '../identifiers.ts';
import { isTemporaryCode, type RecordNumber } from './student-codes.ts';

/** A number that a learner had before, and until when; a look-up by it must still find the learner. */
export interface PreviousId {
  readonly kind: 'code' | 'personal-id' | 'record-number';
  readonly value: string;
  readonly until: LocalDate;
}

/** All numbers by which one learner is known. */
export interface LearnerIds {
  readonly code: StudentCode;
  readonly personalId: PersonalId | null;
  readonly recordNumber: RecordNumber | null;
  readonly previousIds: readonly PreviousId[];
}

/** The fate of a learner's numbers; with a finding of which `ids` are unchanged, a person decides. */
export interface IdsDecision {
  readonly ids: LearnerIds;
  readonly findings: readonly { readonly code: ProblemCode; readonly kind: PreviousId['kind'] }[];
}

/** Adds former numbers: each once, none that is still in use, an earlier end kept. */
const withPrevious = (ids: LearnerIds, more: readonly PreviousId[]): LearnerIds => {
  const current = new Set<string | null>([ids.code, ids.personalId, ids.recordNumber]);
  const kept = new Map<string, PreviousId>();
  for (const previous of [...ids.previousIds, ...more]) {
    const key = `${previous.kind}:${previous.value}`;
    const known = kept.get(key);
    if (current.has(previous.value) || (known !== undefined && known.until <= previous.until)) continue;
    kept.set(key, previous);
  }
  return { ...ids, previousIds: [...kept.values()] };
};

/**
 * Replaces a temporary code by the sector database's final one; the temporary one stays as a former number. Findings,
 * with nothing changed: CODE_NOT_FINAL (the new one is temporary too), CODE_ALREADY_FINAL (the learner has another
 * final one: codes are for life), CODE_TAKEN (another learner has it: see whether both are one, then
 * decideSameLearner). Circular 42/2021.
 */
export const decideFinalCode = (
  ids: LearnerIds,
  final: StudentCode,
  isTaken: boolean,
  on: LocalDate,
): IdsDecision => {
  const refused = (code: ProblemCode): IdsDecision => ({ ids, findings: [{ code, kind: 'code' }] });
  if (final === ids.code) return { ids, findings: [] };
  if (isTemporaryCode(final)) return refused('CODE_NOT_FINAL');
  if (!isTemporaryCode(ids.code)) return refused('CODE_ALREADY_FINAL');
  if (isTaken) return refused('CODE_TAKEN');
  const previous: PreviousId = { kind: 'code', value: ids.code, until: on };
  return { ids: withPrevious({ ...ids, code: final }, [previous]), findings: [] };
};

/**
 * Replaces a personal number, as after a correction of sex or date of birth; the old one stays as a former number.
 * Decree 137/2015, Art. 14.
 */
export const decidePersonalId = (ids: LearnerIds, next: PersonalId, on: LocalDate): IdsDecision => {
  const { personalId } = ids;
  if (personalId === null) return { ids: withPrevious({ ...ids, personalId: next }, []), findings: [] };
  if (personalId === next) return { ids, findings: [] };
  const previous: PreviousId = { kind: 'personal-id', value: personalId, until: on };
  return { ids: withPrevious({ ...ids, personalId: next }, [previous]), findings: [] };
};

/**
 * Makes one learner of two records that a person found to be the same child. A final code goes before a temporary
 * one, otherwise the kept record's numbers stay; every other number becomes a former one, so that nothing that was
 * ever printed stops finding the child. IDENTITY_DIFFERS for each kind of which both had a final, different one.
 */
export const decideSameLearner = (kept: LearnerIds, merged: LearnerIds, on: LocalDate): IdsDecision => {
  const takesCode = isTemporaryCode(kept.code) && !isTemporaryCode(merged.code);
  const ids: LearnerIds = {
    code: takesCode ? merged.code : kept.code,
    personalId: kept.personalId ?? merged.personalId,
    recordNumber: kept.recordNumber ?? merged.recordNumber,
    previousIds: kept.previousIds,
  };
  const lost = (kind: PreviousId['kind'], value: string | null): PreviousId[] =>
    value === null ? [] : [{ kind, value, until: on }];
  const previous = [
    ...merged.previousIds,
    ...[kept, merged].flatMap(({ code, personalId, recordNumber }) => [
      ...lost('code', code),
      ...lost('personal-id', personalId),
      ...lost('record-number', recordNumber),
    ]),
  ];
  const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  const isFinalTwice = !isTemporaryCode(kept.code) && !isTemporaryCode(merged.code);
  const kinds: PreviousId['kind'][] = [
    ...(isFinalTwice && kept.code !== merged.code ? (['code'] as const) : []),
    ...(differ(kept.personalId, merged.personalId) ? (['personal-id'] as const) : []),
    ...(differ(kept.recordNumber, merged.recordNumber) ? (['record-number'] as const) : []),
  ];
  return {
    ids: withPrevious(ids, previous),
    findings: kinds.map((kind) => ({ code: 'IDENTITY_DIFFERS', kind })),
  };
};
