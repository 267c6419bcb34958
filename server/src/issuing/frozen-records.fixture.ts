import { buildPayload, payloadText } from '@hocba/shared/credential/payload/build-payload';
import type { YearRecord } from '@hocba/shared/record/year-record';
import type { DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import type { Write } from '../storage/engine/db.ts';
import { type IntentRow, insertIntent } from '../storage/queries/intents.ts';
import { enqueueJob } from '../storage/queries/jobs.ts';
import { saveYearRecords, type YearRecordRow } from '../storage/queries/records/year-records.ts';
import { insertStudents } from '../storage/queries/schools/schools.ts';

export const ISSUER = 'https://hocba.example';
export const NOW = '2026-06-10T02:30:15.250Z' as Instant;
export const DB = '08000101-2025-2026' as DatabaseName;
const DIGEST = 'b'.repeat(64);

const record = {
  v: 1,
  regulation: 'circular-22-2021',
  school: '08000101',
  year: '2025-2026',
  class: '7A1',
  grade: 7,
  student: '',
  notAssessed: false,
  subjects: ['toan', 'van', 'nn1', 'khtn', 'lsdl', 'gdcd', 'cn', 'tin'].map((subject) => ({
    subject,
    mode: 'score',
    exempt: false,
    hk1: 85,
    hk2: 88,
    year: 87,
  })),
  hk1: { learning: 'T', conduct: 'T', absent: 2 },
  hk2: { learning: 'T', conduct: 'T', absent: 0 },
  whole: { learning: 'T', conduct: 'T', absent: 2 },
  promotion: 'promoted',
  title: 'excellent',
  remark: 'Chăm chỉ, hòa đồng.',
  sheets: [],
} as unknown as YearRecord;

const approvals = ['homeroom', 'head'].map((role) => ({
  role,
  name: 'Lê Thị Hoa',
  at: NOW,
  digest: DIGEST,
}));

/** What finalising leaves for pupil `n`: an intent with its frozen payload. */
export const frozenIntent = (n: number): IntentRow => {
  const number = String(n).padStart(12, '0');
  const id = `00000000-0000-8000-8000-${number}`;
  const student = `s${number}`;
  const payload = buildPayload({
    id: `urn:uuid:${id}`,
    subject: `urn:uuid:00000000-0000-8000-9000-${number}`,
    revision: 1,
    issuer: ISSUER,
    issuedAt: NOW,
    record,
    student: {
      id: student,
      code: number.slice(2),
      name: 'Nguyễn Thị Ánh Tuyết',
      birthDate: '2013-05-17',
      sex: 'female',
      ethnicity: 'Kinh',
    },
    school: { code: '08000101', name: 'THCS Tân Trào', commune: 'Minh Xuân', province: 'Tuyên Quang' },
    approvals,
    subjectNames: Object.fromEntries(record.subjects.map(({ subject }) => [subject, 'Môn học'])),
  });
  return {
    id,
    record: `${DB}/${student}`,
    revision: 1,
    student,
    db: DB,
    digest: DIGEST,
    payload: payloadText(payload),
    created_at: NOW,
  };
};

/** A final year record as the projection leaves it for an intent. */
const finalRecord = ({ db, student, digest, revision }: IntentRow): YearRecordRow => ({
  db,
  student,
  class: '7A1',
  state: 'finalised',
  revision,
  version: 1,
  digest,
  body: JSON.stringify({ ...record, student }),
  findings: '[]',
  approvals: JSON.stringify(approvals),
  credential: null,
});

/** The rows of finalised records: pupils, year records, intents and their jobs. */
export const finalisedWrites = (intents: readonly IntentRow[]): Write[] => [
  ...insertStudents(
    intents.map(({ student }) => ({
      id: student,
      code: student.slice(3),
      personal_id: null,
      name: 'Nguyễn Thị Ánh Tuyết',
      sort_key: student,
      search_key: student,
      birth_date: '2013-05-17',
      sex: 'female',
      ethnicity: 'Kinh',
    })),
  ),
  ...saveYearRecords(intents.map(finalRecord)),
  ...intents.flatMap((intent) => [
    insertIntent(intent),
    enqueueJob({ id: `issue:${intent.id}`, kind: 'issue', key: intent.id, runAt: NOW }),
  ]),
];
