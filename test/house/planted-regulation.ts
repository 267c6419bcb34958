/*
 * A regulation that nobody made: Circular 9/2030 gives grade 6 from 2030 on one to five stars, in the middle and at the end
 * of a term. It stands here as text, because it lies in a copy of `shared` only while its test runs.
 */

const HEAD = `import { type Static, Type } from 'typebox';
import { checkCell } from '../circular-22-2021/sheet/columns.ts';
import { valuesOfRow } from '../../marks/row-values.ts';
import { ClassCode, type ColumnCode, HOMEROOM, SchoolCode, SchoolYear, SheetId, StudentId, SubjectCode, sheetIdOf } from '../../school/identifiers.ts';
import { lineOf } from '../explained/explained.ts';
import type { RecordHead } from '../record-head.ts';
import type { SheetLook, SheetRules, SignedPage, SignedRules, YearRules } from '../regulation.ts';
import { closed } from '../../school/members.ts';
import { identityMembers, nfcName, Text } from '../signed-members.ts';
`;

const SHEETS = `
const STARS = ['gk', 'ck'] as unknown as ColumnCode[];
const isStars = (value: unknown): value is number => typeof value === 'number' && value >= 1 && value <= 5;

export const sheets: SheetRules = {
  columns: ({ subject, term }) => (term === 'summer' || subject === HOMEROOM ? [] : STARS),
  kindOf: (place, column) => (sheets.columns(place).includes(column) ? 'count' : undefined),
  parse: (place, column, typed) => {
    const finding = sheets.check(place, column, Number(typed))[0];
    return finding === undefined ? { value: Number(typed) } : { finding };
  },
  format: (_place, _column, value) => (value === null ? '' : String(value)),
  check: (place, column, value) => {
    if (sheets.kindOf(place, column) === undefined) return checkCell(HOMEROOM, column, value);
    return isStars(value) ? [] : [{ code: 'MARK_OUT_OF_RANGE', subject: place.subject, column, value }];
  },
  regularMarks: () => 0,
  checkRow: (place, student, row) =>
    sheets.columns(place).flatMap((column) =>
      isStars(row[column]) ? [] : [{ code: 'MARK_MISSING', student: student.id, subject: place.subject, column }],
    ),
};

export const look: SheetLook = {
  nameOf: (_place, column, { say }) => {
    const title = say(\`stars.\${column}\`);
    return { heading: title, title, label: title };
  },
  levels: () => [],
  computed: () => undefined,
  parts: () => [],
  unusual: () => undefined,
  teacher: 'subjectTeacher',
};
`;

const YEARS = `
interface Line {
  readonly subject: SubjectCode;
  readonly stars: number | null;
}

interface Circular9Record extends RecordHead {
  readonly regulation: 'circular-9-2030';
  readonly subjects: readonly Line[];
  readonly passed: boolean | null;
  readonly sheets: [SheetId, string][];
}

const RecordSchema = Type.Object({
  v: Type.Literal(1),
  regulation: Type.Literal('circular-9-2030'),
  school: SchoolCode,
  year: SchoolYear,
  class: ClassCode,
  grade: Type.Integer(),
  student: StudentId,
  notAssessed: Type.Boolean(),
  subjects: Type.Array(Type.Object({ subject: SubjectCode, stars: Type.Union([Type.Integer(), Type.Null()]) })),
  passed: Type.Union([Type.Boolean(), Type.Null()]),
  remark: Type.Null(),
  sheets: Type.Array(Type.Tuple([SheetId, Type.String()])),
});

export const years: YearRules<Circular9Record> = {
  record: RecordSchema,
  compute: ({ classList, student, sheets: all }) => {
    const found = (subject: SubjectCode) => all.get(sheetIdOf(classList.class, subject, 'hk2'));
    const subjects = classList.subjects.map(({ subject }): Line => {
      const stars = valuesOfRow(found(subject)?.cells).ck;
      return { subject, stars: isStars(stars) ? stars : null };
    });
    const isKnown = subjects.every(({ stars }) => stars !== null);
    const { school, year, class: code, grade } = classList;
    const record: Circular9Record = {
      v: 1,
      regulation: 'circular-9-2030',
      school,
      year,
      class: code,
      grade,
      student: student.id,
      notAssessed: student.notAssessed,
      subjects,
      passed: isKnown ? subjects.every(({ stars }) => (stars ?? 0) >= 3) : null,
      remark: null,
      sheets: [],
    };
    return { record, findings: isKnown ? [] : [{ code: 'MARK_MISSING', student: student.id, term: 'hk2' }] };
  },
  asked: () => [],
  explain: ({ record, computed }, words) => [
    {
      id: 'whole',
      title: words.say('stars.whole'),
      lines: [
        lineOf(words, {
          id: 'passed',
          label: words.say('stars.passed'),
          why: {
            rule: 'three-stars',
            article: { circular: '9/2030/TT', article: 3 },
            inputs: computed.subjects.map(({ subject, stars }) => ({ name: subject, value: stars })),
            result: String(computed.passed),
          },
          recorded: record === undefined ? undefined : String(record.passed),
          working: ({ inputs }) => inputs.map(({ name, value }) => \`\${words.subject(name as SubjectCode)}: \${value}\`),
          text: (value) => words.say(\`stars.\${value}\`),
        }),
      ],
    },
  ],
  results: [{ id: 'passed', title: 'stars.passed', text: ({ passed }, { say }) => say(\`stars.\${passed}\`) }],
  isHeldBack: ({ passed }) => passed === false,
};
`;

const SIGNED = `
const Circular9Subject = Type.Object(
  {
    ...identityMembers,
    grade: Type.Integer(),
    regulation: Type.Literal('circular-9-2030'),
    subjects: Type.Array(Type.Object({ code: SubjectCode, name: Text(100), stars: Type.Integer() }, closed)),
    passed: Type.Boolean(),
  },
  closed,
);

/** The signed part of the year. */
export const signed: SignedRules<Circular9Record, Static<typeof Circular9Subject>> = {
  schema: Circular9Subject,
  members: ({ subjects, passed }, names) => ({
    subjects: subjects.map(({ subject, stars }) => ({ code: subject, name: nfcName(names, subject), stars })),
    passed,
  }),
  faultOf: () => undefined,
  wrongModes: () => [],
  testsNotDue: () => [],
  yearDiffers: () => false,
};

export const page: SignedPage<Static<typeof Circular9Subject>> = {
  pageOf: ({ passed }, { say }) => [
    { kind: 'facts', facts: [[say('stars.passed'), say(\`stars.\${passed}\`)]] },
  ],
  plainOf: ({ passed }, { say }) => [
    { id: \`stars.\${passed}\`, about: 'step', text: say(\`stars.\${passed}\`), tone: 'neutral' },
  ],
};
`;

/** The one file of the planted regulation's folder. */
export const PLANTED_FOLDER = { path: 'circular-9-2030/circular-9.ts', text: HEAD + SHEETS + YEARS + SIGNED };

const row = (name: string) => ({
  after: "  'circular-27-2020': circular27,\n",
  row: "  'circular-9-2030': circular9,\n",
  imports: `import { ${name} as circular9 } from './circular-9-2030/circular-9.ts';\n`,
});

/** Its row in the table of grades and school years, and its place in each list of what a page may load. */
export const PLANTED_ROWS: Readonly<Record<string, { after: string; row: string; imports: string }>> = {
  'rule-set.ts': {
    after: "  { regulation: 'circular-22-2021', from: YEARS_OF_22 },\n",
    row: "  { regulation: 'circular-9-2030', from: { 6: 2030 } },\n",
    imports: '',
  },
  'sheet-rules.ts': row('sheets'),
  'sheet-looks.ts': row('look'),
  'year-rules.ts': row('years'),
  'signed-rules.ts': row('signed'),
  'signed-pages.ts': row('page'),
};

/** A year of one pupil from typed marks to what is signed, by the names that registry and screens call. */
export const PLANTED_YEAR = `import { Value } from 'typebox/value';
import { buildPayload, payloadText } from './src/credential/payload/build-payload.ts';
import { sheetPlaceOf } from './src/marks/sheet-place.ts';
import { checkSheetComplete } from './src/record/check-sheet.ts';
import { applyEntry, emptySheet } from './src/record/fold.ts';
import { recordSheetOf } from './src/record/record-sheet.ts';
import { YearRecord } from './src/record/year-record.ts';
import { signedPageOf } from './src/regulations/signed-pages.ts';
import { sheetLookOf } from './src/regulations/sheet-looks.ts';
import { checkSheetCell, parseSheetInput, sheetColumnsOf } from './src/regulations/sheet-rules.ts';
import { computeYearRecord, explainYear, isHeldBack, resultColumnsOf } from './src/regulations/year-rules.ts';

const student = { id: 's000000000001', status: 'studying', exempt: [], notAssessed: false };
const classOf = (year) => ({
  school: '08000101', year, class: '6A', grade: 6,
  subjects: [{ subject: 'toan', regularMarks: 4, teacher: null }], students: [student],
});
const classList = classOf('2030-2031');
const sheets = new Map();
const complete = [];
for (const term of ['hk1', 'hk2']) {
  const sheet = '6A:toan:' + term;
  const place = sheetPlaceOf(classList, sheet);
  const cells = sheetColumnsOf(place).map((column) => [student.id, column, parseSheetInput(place, column, '4').value, null]);
  const entry = { _id: 'entry:' + sheet + ':01J00000000000000000000000', by: 'gv', at: '2031-05-20T02:00:00.000Z', cells };
  const { state } = applyEntry(emptySheet(sheet), entry);
  complete.push(checkSheetComplete(classList, emptySheet(sheet)).length, checkSheetComplete(classList, state).length);
  sheets.set(sheet, recordSheetOf({ ...state, state: 'closed' }, 'a'.repeat(64), student.id));
}
const place = sheetPlaceOf(classList, '6A:toan:hk1');
const say = (key) => key;
const words = { say, language: 'vi', subject: (code) => code };
const sources = { classList, student, sheets };
const { record, findings } = computeYearRecord(sources);
const payload = buildPayload({
  id: 'urn:uuid:6f2b1a52-3c1e-8d44-9a6b-0c5d7e8f9a01', subject: 'urn:uuid:0a1b2c3d-4e5f-8a6b-8c7d-9e0f1a2b3c4d',
  revision: 1, issuer: 'https://hocba.example', issuedAt: '2031-06-10T02:30:15.250Z', record,
  student: { id: student.id, code: '0826001201', name: 'Đỗ Trung Dũng', birthDate: '2019-03-02', sex: 'male', ethnicity: 'Tày' },
  school: { code: '08000101', name: 'THCS Tân Trào', commune: 'Tân Trào', province: 'Tuyên Quang' },
  approvals: [{ role: 'head', name: 'Nguyễn Văn Hải', at: '2031-06-01T02:00:00.000Z', digest: 'a'.repeat(64) }],
  subjectNames: { toan: 'Toán' },
});
console.log(JSON.stringify({
  columns: sheetColumnsOf(place),
  before: sheetColumnsOf(sheetPlaceOf(classOf('2029-2030'), '6A:toan:hk1')),
  wrong: parseSheetInput(place, 'gk', '7').finding.code,
  otherColumn: checkSheetCell(place, 'tx1', 3)[0].code,
  name: sheetLookOf(place).nameOf(place, 'gk', words).title,
  complete, record, findings,
  fits: Value.Check(YearRecord, record),
  explained: explainYear(record, record, sources, words),
  listed: resultColumnsOf(6, '2030-2031').map(({ title, text }) => [title, text(record, words)]),
  heldBack: isHeldBack(record),
  page: signedPageOf(payload.credentialSubject, words),
  signed: JSON.parse(payloadText(payload)).credentialSubject,
}));
`;
