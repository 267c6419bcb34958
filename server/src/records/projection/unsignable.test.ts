import type { VerdictDocument } from '@hocba/shared/documents/downward';
import { HOMEROOM, type Instant, type SheetId, type StudentId } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPublished } from '../../replication/publish.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findYearRecord } from '../../storage/queries/records/year-records.ts';
import { findStudent, updateStudent } from '../../storage/queries/schools/schools.ts';
import { foldLists } from './moved-pupil.fixture.ts';
import {
  approvalOf,
  CLASS,
  closesOf,
  entryOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  sendAs,
} from './small-class.fixture.ts';

const [FIRST] = PUPILS as [StudentId];
let db: Db;

beforeEach(async () => {
  db = await openSmallClass();
});
afterEach(() => db.close());

const statesOf = () => Promise.all(PUPILS.map(async (id) => (await findYearRecord(db, NAME, id))?.state));
const jobs = async () => (await db.query.select().from(db.tables.job)).length;

/** Everything up to the head's word; answers the verdict on it. */
const finaliseAll = async (at: Instant = NOW): Promise<VerdictDocument | undefined> => {
  const closes = await closesOf(db, fullEntries());
  await sendAs(
    db,
    closes.map((close) => ({ ...close, at })),
  );
  await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
  const finalise = await approvalOf(db, 'finalise', HEAD);
  await sendAs(db, [finalise]);
  return (await findPublished(db, NAME, `verdict:${finalise._id}`))?.body as VerdictDocument | undefined;
};

it('the approval of a record that nobody could verify is refused by name, and the others go on', async () => {
  await sendAs(db, fullEntries());
  const student = await findStudent(db, FIRST);
  if (student === undefined) throw new Error('no pupil');
  await db.commit([updateStudent({ ...student, name: 'Нгуен Ван А' })]);
  await foldLists(db, [CLASS]);
  expect(await finaliseAll()).toMatchObject({
    outcome: 'refused',
    code: 'RECORD_NOT_SIGNABLE',
    findings: [{ code: 'RECORD_NOT_SIGNABLE', student: FIRST }],
  });
  expect([await statesOf(), await jobs()]).toEqual([['confirmed', 'finalised', 'finalised'], 2]);

  await db.commit([updateStudent(student)]);
  await foldLists(db, [CLASS]);
  const again = await approvalOf(db, 'finalise', HEAD);
  await sendAs(db, [{ ...again, records: again.records.filter(([id]) => id === FIRST) }]);
  expect([await statesOf(), await jobs()]).toEqual([['finalised', 'finalised', 'finalised'], 3]);
});

it('fault 26: a record is signed with the registry’s own times, whatever day a device believes it is', async () => {
  await sendAs(db, fullEntries());
  expect(await finaliseAll('2026-19-39T29:59:59.000Z' as Instant)).toBeUndefined();
  const [intent] = await db.query.select().from(db.tables.intent);
  const { credentialSubject } = JSON.parse(intent?.payload ?? '');
  expect(new Set(credentialSubject.approvals.map(({ at }: { at: string }) => at))).toEqual(new Set([NOW]));
});

it('a remark with signs that nobody can see is refused by name, and a plain one in its place is signed', async () => {
  await sendAs(db, fullEntries());
  const sheet = `${CLASS}:${HOMEROOM}:hk2` as SheetId;
  const stored = (await findPublished(db, NAME, `sheet:${sheet}`))?.body as {
    cells: Record<string, Record<string, [unknown, string]>>;
  };
  const head = stored.cells[FIRST]?.remark?.[1] ?? null;
  const remarkOf = (text: string) =>
    entryOf(HOMEROOM_TEACHER, sheet, [[FIRST, 'remark', text, head as never]]);

  const hidden = remarkOf('Học\u3164 tốt\u115f\u200b.');
  await sendAs(db, [hidden]);
  expect((await findPublished(db, NAME, `verdict:${hidden._id}`))?.body).toMatchObject({
    outcome: 'refused',
    code: 'TEXT_NOT_PLAIN',
  });

  await sendAs(db, [remarkOf('Học tốt.')]);
  expect(await finaliseAll()).toBeUndefined();
  const intents = await db.query.select().from(db.tables.intent);
  const texts = intents.map(({ payload }) => JSON.parse(payload).credentialSubject.remark);
  expect(texts.sort()).toEqual(['Chăm ngoan.', 'Chăm ngoan.', 'Học tốt.']);
});
