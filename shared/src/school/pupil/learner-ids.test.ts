import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate, PersonalId, SchoolCode, StudentCode } from '../identifiers.ts';
import {
  decideFinalCode,
  decidePersonalId,
  decideSameLearner,
  type LearnerIds,
  type PreviousId,
} from './learner-ids.ts';
import { isTemporaryCode, parseRecordNumber, parseStudentCode, temporaryCodeOf } from './student-codes.ts';

const ON = '2026-10-05' as LocalDate;
const TEMPORARY = temporaryCodeOf('08000101' as SchoolCode, 1) as StudentCode;
const FINAL = '0812345678' as StudentCode;
const OTHER = '0812345679' as StudentCode;
const ids = (code: StudentCode, more: Partial<LearnerIds> = {}): LearnerIds => ({
  code,
  personalId: null,
  recordNumber: null,
  previousIds: [],
  ...more,
});
const former = (kind: PreviousId['kind'], value: string, until: string = ON): PreviousId => ({
  kind,
  value,
  until: until as LocalDate,
});

describe('temporary codes', () => {
  it('temporary codes differ by school and serial, and are told from final ones', () => {
    const school = fc
      .integer({ min: 0, max: 99_999_999 })
      .map((n) => String(n).padStart(8, '0') as SchoolCode);
    const serial = fc.integer({ min: 1, max: 46_655 });
    fc.assert(
      fc.property(school, serial, school, serial, (a, m, b, n) => {
        const [one, two] = [temporaryCodeOf(a, m), temporaryCodeOf(b, n)];
        if (one === undefined || two === undefined) return false;
        const isRead = 'value' in parseStudentCode(one) && isTemporaryCode(one);
        return isRead && (one === two) === (a === b && m === n);
      }),
    );
    expect(isTemporaryCode(FINAL)).toBe(false);
    expect(isTemporaryCode('TZZZZZZ001' as StudentCode)).toBe(false);
  });

  it.each([0, -1, 1.5, 46_656])('temporary codes have no serial %d', (serial) => {
    expect(temporaryCodeOf('08000101' as SchoolCode, serial)).toBeUndefined();
  });
});

it('a learner code is read as spreadsheets hold it', () => {
  expect(parseStudentCode(" '08123 45678 ")).toEqual({ value: FINAL });
  expect(parseStudentCode('81234567')).toEqual({ finding: { code: 'STUDENT_CODE_MALFORMED' } });
  expect(parseRecordNumber('vn-2026/000123')).toEqual({ value: 'VN-2026/000123' });
  expect(parseRecordNumber('số 1')).toEqual({ finding: { code: 'RECORD_NUMBER_MALFORMED' } });
});

describe('decideFinalCode', () => {
  it('a final code replaces the temporary code and keeps it as a former one', () => {
    expect(decideFinalCode(ids(TEMPORARY), FINAL, false, ON)).toEqual({
      ids: ids(FINAL, { previousIds: [former('code', TEMPORARY)] }),
      findings: [],
    });
  });

  it.each([
    ['the new one is temporary too', TEMPORARY, `${TEMPORARY.slice(0, 9)}2`, false, 'CODE_NOT_FINAL'],
    ['there is a final one already', OTHER, FINAL, false, 'CODE_ALREADY_FINAL'],
    ['somebody else has it', TEMPORARY, FINAL, true, 'CODE_TAKEN'],
  ])('a final code changes nothing when %s', (_, from, to, isTaken, code) => {
    const before = ids(from as StudentCode);
    const findings = [{ code, kind: 'code' }];
    expect(decideFinalCode(before, to as StudentCode, isTaken, ON)).toEqual({ ids: before, findings });
  });

  it('a final code may be told twice', () => {
    const once = decideFinalCode(ids(TEMPORARY), FINAL, false, ON).ids;
    expect(decideFinalCode(once, FINAL, true, '2026-11-01' as LocalDate)).toEqual({
      ids: once,
      findings: [],
    });
  });
});

describe('decidePersonalId', () => {
  const [first, second] = ['008214000123', '008314000456'] as string[] as [PersonalId, PersonalId];

  it('a personal number that changes keeps the old one, and takes it back out of the former ones when it returns', () => {
    const named = decidePersonalId(ids(FINAL), first, ON).ids;
    const corrected = decidePersonalId(named, second, ON).ids;
    expect(corrected).toMatchObject({ personalId: second, previousIds: [former('personal-id', first)] });
    const returned = decidePersonalId(corrected, first, '2027-01-05' as LocalDate).ids;
    expect(returned.previousIds).toEqual([former('personal-id', second, '2027-01-05')]);
    expect(decidePersonalId(named, first, ON).ids).toBe(named);
  });
});

describe('decideSameLearner', () => {
  const personalId = '008214000123' as PersonalId;

  it('a joined learner takes the final code of either record', () => {
    const expected = { code: FINAL, personalId, previousIds: [former('code', TEMPORARY)] };
    const [a, b] = [ids(TEMPORARY, { personalId }), ids(FINAL)];
    expect(decideSameLearner(a, b, ON)).toMatchObject({ ids: expected, findings: [] });
    expect(decideSameLearner(b, a, ON)).toMatchObject({ ids: expected, findings: [] });
  });

  it('the decision about one learner says in what the records differ, and loses nothing', () => {
    const kept = ids(FINAL, { personalId });
    const merged = ids(OTHER, {
      personalId: '008214000999' as PersonalId,
      previousIds: [former('code', TEMPORARY, '2026-09-20')],
    });
    expect(decideSameLearner(kept, merged, ON)).toEqual({
      ids: {
        ...kept,
        previousIds: [
          former('code', TEMPORARY, '2026-09-20'),
          former('code', OTHER),
          former('personal-id', '008214000999'),
        ],
      },
      findings: [
        { code: 'IDENTITY_DIFFERS', kind: 'code' },
        { code: 'IDENTITY_DIFFERS', kind: 'personal-id' },
      ],
    });
  });

  it('a joined learner is found by every number that either record ever had', () => {
    const code = fc.constantFrom(TEMPORARY, FINAL, OTHER);
    const personal = fc.constantFrom(null, personalId, '008214000999' as PersonalId);
    const record = fc.record({ code, personalId: personal }).map((one) => ids(one.code, one));
    const numbers = ({ code: own, personalId: id, previousIds }: LearnerIds) =>
      [own, id, ...previousIds.map(({ value }) => value)].filter((value) => value !== null);
    fc.assert(
      fc.property(record, record, record, (a, b, c) => {
        const once = decideSameLearner(a, b, ON).ids;
        const all = numbers(decideSameLearner(once, c, ON).ids);
        return (
          new Set(all).size === all.length && [a, b, c].flatMap(numbers).every((value) => all.includes(value))
        );
      }),
    );
  });
});
