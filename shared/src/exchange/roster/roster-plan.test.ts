import { describe, expect, it } from 'vitest';
import type { SheetRow } from '../workbook/sheet-table.ts';
import type { KnownPupil, PlannedRow } from './planned-row.ts';
import { doubtsOfRoster } from './roster-doubts.ts';
import type { Placed } from './roster-order.ts';
import { planRoster, type RosterSources } from './roster-plan.ts';
import { parseRoster } from './roster-sheets.ts';

const HEADER: SheetRow = [
  'Mã lớp',
  'Mã học sinh',
  'Họ tên',
  'Ngày sinh',
  'Giới tính',
  'Dân tộc',
  'Số định danh',
];
const read = (...rows: SheetRow[]): PlannedRow[] =>
  parseRoster([HEADER, ...rows]).rows.map((row) => ({ ...row, notTaken: null }));
const line = (place: number, name = 'Nguyễn Văn An', born: SheetRow[number] = '17/05/2013'): SheetRow => [
  '8A1',
  `08123456${String(place).padStart(2, '0')}`,
  name,
  born,
  'Nam',
  'Kinh',
  null,
];
const [row] = read(line(1)) as [PlannedRow];
const known: KnownPupil = {
  ...row,
  id: 's000000000001' as KnownPupil['id'],
  isHeld: true,
  holder: 'THCS Tân Trào',
  studiesAt: null,
  enrolment: {
    class: row.class,
    position: 1,
    status: 'studying',
    joinedOn: null,
    leftOn: null,
    notTaken: [],
  },
};
const NONE: RosterSources = { pupils: [], holders: new Map(), placed: [], confirmed: new Set() };
const plan = (
  rows: readonly PlannedRow[],
  pupil: Partial<KnownPupil> = {},
  sources: Partial<RosterSources> = {},
) => planRoster(rows, { ...NONE, pupils: [{ ...known, ...pupil }], ...sources });
const codesOf = (errors: readonly { code: string; column: string | null }[]) =>
  errors.map(({ code, column }) => `${code} ${column}`);
const confirmed = new Set([row.code]);

describe('the plan of a pupil list', () => {
  it('the plan of a pupil list creates, updates or leaves alone by code', () => {
    expect(planRoster([row], NONE).create).toEqual([row]);
    expect(plan([row]).unchanged).toBe(1);
    const updated = plan([{ ...row, ethnicity: 'Tày', personalId: null }]);
    expect(updated.update.map(({ fields }) => fields)).toEqual([['ethnicity']]);
  });

  it('the plan of a pupil list sees other subjects chosen, and leaves the known choice where the list has none', () => {
    const choice = (notTaken: string[] | null) => [{ ...row, notTaken: notTaken as never }];
    const choosing = { enrolment: { ...known.enrolment, notTaken: ['hoa', 'nn2'] } as never };
    expect(plan(choice(['nn2', 'hoa']), choosing).unchanged).toBe(1);
    expect(plan(choice(null), choosing).unchanged).toBe(1);
    expect(plan(choice(['nn2']), choosing).update.map(({ fields }) => fields)).toEqual([['notTaken']]);
  });

  it('the plan of a pupil list refuses a personal number that another pupil holds', () => {
    const holders = new Map([['008313502552', '0899999999']]) as never;
    const taken = { ...row, personalId: '008313502552' as never };
    expect(plan([taken], {}, { holders }).errors.map(({ code }) => code)).toEqual(['PERSONAL_ID_HELD']);
  });
});

describe('field 24: the identity of a known pupil', () => {
  const other = { ...row, name: 'Lê Thị Bình', birthDate: '2013-06-18' as never, sex: 'female' as const };

  it('the identity of a known pupil is not replaced by a list in silence: each part is named, old and new', () => {
    const { errors, update } = plan([other]);
    expect(errors.map(({ code, column, value }) => [code, column, value])).toEqual([
      ['IDENTITY_UNCONFIRMED', 'Họ tên', 'Nguyễn Văn An → Lê Thị Bình'],
      ['IDENTITY_UNCONFIRMED', 'Ngày sinh', '17/05/2013 → 18/06/2013'],
      ['IDENTITY_UNCONFIRMED', 'Giới tính', 'Nam → Nữ'],
    ]);
    expect(update).toEqual([]);
    const numbered = { ...row, personalId: '008213502553' as never };
    expect(codesOf(plan([numbered], { personalId: '008213502552' as never }).errors)).toEqual([
      'IDENTITY_UNCONFIRMED Số định danh cá nhân',
    ]);
  });

  it('the identity of a known pupil is changed when a person confirms it for this code', () => {
    const { errors, update } = plan([other], {}, { confirmed });
    expect(errors).toEqual([]);
    expect(update).toMatchObject([
      {
        row: { name: 'Lê Thị Bình', sex: 'female' },
        confirmed: ['Họ tên', 'Ngày sinh', 'Giới tính'].map((column) => ({ column })),
      },
    ]);
    expect(codesOf(plan([other], {}, { confirmed: new Set(['0812345699' as never]) }).errors)).toHaveLength(
      3,
    );
  });

  it('the identity of a known pupil is never changed by a school that does not hold the pupil, confirmed or not, and is not told to it', () => {
    for (const sure of [new Set<never>(), confirmed]) {
      const { errors } = plan(
        [other],
        { isHeld: false, holder: 'TH Minh Xuân', enrolment: null },
        { confirmed: sure },
      );
      expect(codesOf(errors)).toEqual([
        'IDENTITY_NOT_OURS Họ tên',
        'IDENTITY_NOT_OURS Ngày sinh',
        'IDENTITY_NOT_OURS Giới tính',
      ]);
      expect(JSON.stringify(errors)).not.toContain('Nguyễn Văn An');
    }
    const next = plan([row], { isHeld: false, holder: 'TH Minh Xuân', enrolment: null });
    expect([next.errors, next.update.length]).toEqual([[], 1]);
  });

  it('the spelling of a known pupil’s name stays unless a new one is confirmed', () => {
    const spelled = { ...row, name: 'NGUYỄN VĂN AN' };
    expect(plan([spelled])).toMatchObject({
      unchanged: 1,
      errors: [],
      warnings: [{ code: 'NAME_SPELLED_OTHERWISE' }],
    });
    expect(plan([spelled], {}, { confirmed }).update).toMatchObject([{ confirmed: [{ column: 'Họ tên' }] }]);
  });

  it('a known pupil who studies elsewhere this year is refused with the name of that school', () => {
    const { errors } = plan([other], { isHeld: false, studiesAt: 'THCS Phan Thiết', enrolment: null });
    expect(errors).toEqual([
      { code: 'STUDENT_ELSEWHERE', row: 2, column: 'Mã học sinh', value: '0812345601, THCS Phan Thiết' },
    ]);
    const gone = { ...row, status: 'moved-away' as const, name: 'Lê Thị Bình' };
    const left = { ...known.enrolment, status: 'moved-away' } as KnownPupil['enrolment'];
    expect(plan([gone], { isHeld: false, studiesAt: 'THCS Phan Thiết', enrolment: left })).toMatchObject({
      unchanged: 1,
      errors: [],
    });
  });

  it('field 20: a year of birth agrees with a day of it; the day completes the year', () => {
    const [year] = read(line(1, 'Nguyễn Văn An', 2013)) as [PlannedRow];
    expect(plan([year]).unchanged).toBe(1);
    expect(plan([row], { birthDate: '2013' as never }).update).toMatchObject([
      { row: { birthDate: '2013-05-17' } },
    ]);
    expect(codesOf(plan([year], { birthDate: '2014-05-17' as never }).errors)).toEqual([
      'IDENTITY_UNCONFIRMED Ngày sinh',
    ]);
  });
});

describe('field 25: the places of a class', () => {
  const placed = (...codes: number[]): Placed[] =>
    codes.map((code, i) => ({
      id: `s0000000000${String(code).padStart(2, '0')}` as Placed['id'],
      code: `08123456${String(code).padStart(2, '0')}` as Placed['code'],
      name: `Nguyễn Văn ${code}`,
      class: row.class,
      position: i + 1,
      status: 'studying',
    }));
  const placesOf = (file: number[], there: number[]) => {
    const { create, missing } = planRoster(read(...file.map((code) => line(code))), {
      ...NONE,
      placed: placed(...there),
    });
    return {
      file: create.map(({ position }) => position),
      missing: missing.map(({ code, position }) => [Number(code.slice(8)), position]),
    };
  };

  it('the places of a class follow a whole list; a pupil whom it leaves out is named and comes last', () => {
    expect(placesOf([3, 1, 4], [1, 2, 3, 4])).toEqual({ file: [1, 2, 3], missing: [[2, 4]] });
  });

  it('the places of a class stay as they are when the list adds a few, and newcomers come after them', () => {
    expect(placesOf([9], [1, 2, 3])).toEqual({
      file: [4],
      missing: [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    });
    expect(placesOf([3, 9], [1, 2, 3])).toMatchObject({ file: [3, 4] });
  });

  it('the places of a class are 200 at most, those counted who stay', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => line(0).with(1, String(1_000_000_000 + i)));
    expect(planRoster(read(...many(200)), NONE).errors).toEqual([]);
    const [error] = planRoster(read(...many(201)), NONE).errors;
    expect(error).toEqual({ code: 'CLASS_TOO_LARGE', row: 202, column: 'Mã lớp', value: '8A1: 201' });
    const left = planRoster(read(...many(200)), { ...NONE, placed: placed(1) });
    expect(codesOf(left.errors)).toEqual(['CLASS_TOO_LARGE Mã lớp']);
  });
});

describe('field 25: people of a list who are doubtful', () => {
  const doubts = (rows: PlannedRow[], pupils: PlannedRow[] = []) =>
    doubtsOfRoster(rows, pupils, '2026-2027' as never).map(({ code, row: at, value }) => [code, at, value]);

  it('two codes of a list or of the school that may be one person are doubtful', () => {
    const twice = [
      ['PERSON_TWICE', 2, '0812345601 = 0812345602'],
      ['PERSON_TWICE', 3, '0812345602 = 0812345601'],
    ];
    expect(doubts(read(line(1), line(2)))).toEqual(twice);
    expect(doubts(read(line(1)), read(line(2, 'NGUYỄN VĂN AN', 2013)))).toEqual([
      ['PERSON_TWICE', 2, '0812345601 = 0812345602'],
    ]);
    expect(doubts(read(line(1), line(2, 'Nguyễn Văn Ân'), line(3, 'Nguyễn Văn An', '18/05/2013')))).toEqual(
      [],
    );
    expect(doubts(read(line(1)), read(line(1)))).toEqual([]);
  });

  it('a pupil of an age unusual for the grade is doubtful', () => {
    expect(doubts(read(line(1, 'Nguyễn Văn An', '17/05/2007')))).toEqual([['AGE_UNUSUAL', 2, '17/05/2007']]);
  });
});
