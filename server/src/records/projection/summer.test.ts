import type { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import type { RecordDocument, SheetDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { Upward } from '@hocba/shared/documents/upward';
import type { EntryCell } from '@hocba/shared/record/entry';
import {
  type ClassCode,
  HOMEROOM,
  type SheetId,
  type StudentId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeys } from '../../issuing/keys/create-keys.ts';
import { openKeyRing } from '../../issuing/keys/key-ring.ts';
import { prepare } from '../../issuing/prepare.ts';
import { findPublished } from '../../replication/publish.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findSheet } from '../../storage/queries/records/sheets.ts';
import { findYearRecord } from '../../storage/queries/records/year-records.ts';
import { submit } from '../intake/submit.ts';
import { movePupil, openClass } from './moved-pupil.fixture.ts';
import { projectAll } from './project.ts';
import {
  approvalOf,
  CLASS,
  closeOf,
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
  TEACHER,
} from './small-class.fixture.ts';

const [FAILED, PASSED, TRAINED] = PUPILS as [StudentId, StudentId, StudentId];
const VAN = '7A1:van:summer' as SheetId;
const TOAN = '7A1:toan:summer' as SheetId;
const TRAINING = '7A1:homeroom:summer' as SheetId;
const issuer = 'http://localhost:8787';
const keyRing = await openKeyRing({ ...(await createKeys({ issuer, demo: true, now: NOW })), issuer });

let db: Db;
let sent: Upward[];

const send = async (...docs: Upward[]) => {
  sent.push(...docs);
  await sendAs(db, docs);
};
const body = async <T>(id: string) => (await findPublished(db, NAME, id))?.body as T;
const sheet = (id: SheetId) => body<SheetDocument | undefined>(`sheet:${id}`);
const record = (student: StudentId) => body<RecordDocument>(`record:${student}`);
const codesOf = async (student: StudentId) => (await record(student)).findings.map(({ code }) => code);
const verdict = (doc: Upward) => body<VerdictDocument | undefined>(`verdict:${doc._id}`);

/** One pupil fails two subjects with 4,0, one the conduct of both terms, one nothing. */
const cellOf = (id: SheetId, [student, column, value, prev]: EntryCell): EntryCell => {
  const { subject } = sheetParts(id);
  if (student === FAILED && ['van', 'toan'].includes(subject)) return [student, column, 40, prev];
  if (student === TRAINED && subject === HOMEROOM && column === 'conduct') {
    return [student, column, 'CĐ', prev];
  }
  return [student, column, value, prev];
};

const finishYear = async () => {
  const entries = fullEntries().map((entry) => ({
    ...entry,
    cells: entry.cells.map((cell) => cellOf(entry.sheet, cell)),
  }));
  await send(...entries);
  await send(...(await closesOf(db, entries)));
};

const approve = async () => {
  await send(await approvalOf(db, 'confirm', HOMEROOM_TEACHER));
  const finalise = await approvalOf(db, 'finalise', HEAD);
  await send(finalise);
  return finalise;
};

/** 5,5 and 5,0 in the re-tests, conduct rated Đạt. */
const finishSummer = async () => {
  await send(
    entryOf(TEACHER, VAN, [[FAILED, 'retest', 55, null]]),
    entryOf(TEACHER, TOAN, [[FAILED, 'retest', 50, null]]),
    entryOf(HOMEROOM_TEACHER, TRAINING, [[TRAINED, 'conduct', 'Đ', null]]),
  );
  for (const id of [VAN, TOAN, TRAINING]) await send(await closeOf(db, id));
};

beforeEach(async () => {
  db = await openSmallClass();
  sent = [];
});
afterEach(() => db.close());

describe('the summer of a class', () => {
  it('the summer of a class asks only the pupils whose year calls for it, once the year is whole', async () => {
    const entries = fullEntries();
    await send(...entries);
    expect(await sheet(VAN)).toBeUndefined();
    await db.close();
    db = await openSmallClass();
    await finishYear();
    expect(await sheet(VAN)).toMatchObject({ state: 'open', cells: {}, asked: { [FAILED]: 40 } });
    expect(await sheet(TOAN)).toMatchObject({ asked: { [FAILED]: 40 } });
    expect(await sheet(TRAINING)).toMatchObject({ asked: { [TRAINED]: 'CĐ' } });
    expect(await sheet('7A1:khtn:summer' as SheetId)).toBeUndefined();
    expect(await codesOf(PASSED)).toEqual([]);
    expect((await codesOf(FAILED))[0]).toBe('SUMMER_OPEN');
  });

  it('the summer of a class keeps nobody else waiting: the rest of the class is signed at once', async () => {
    await finishYear();
    const finalise = await approve();
    expect((await record(PASSED)).state).toBe('finalised');
    expect(await verdict(finalise)).toMatchObject({
      code: 'RECORD_NOT_COMPLETE',
      findings: [{ student: FAILED }, { student: TRAINED }],
    });
  });

  it('the summer of a class refuses a result for a pupil who is not asked, and a closing without one', async () => {
    await finishYear();
    const entry = entryOf(TEACHER, VAN, [
      [PASSED, 'retest', 90, null],
      [FAILED, 'tx1', 90, null],
    ]);
    await send(entry);
    expect((await verdict(entry))?.findings.map(({ code }) => code)).toEqual([
      'SUMMER_NOT_ASKED',
      'COLUMN_UNKNOWN',
    ]);
    const close = await closeOf(db, VAN);
    await send(close);
    expect(await verdict(close)).toMatchObject({ code: 'SHEET_NOT_COMPLETE' });
    const strange = await closeOf(db, '7A1:khtn:summer' as SheetId);
    await send(strange);
    expect((await verdict(strange))?.findings).toMatchObject([{ code: 'SUMMER_NOT_ASKED' }]);
  });

  it('the summer of a class is signed with the value of the year and the one after it', async () => {
    await finishYear();
    await approve();
    await finishSummer();
    expect((await record(FAILED)).state).toBe('complete');
    await approve();
    const intents = await db.query.select().from(db.tables.intent);
    const { passed } = await prepare(
      { db, issuer, keyRing },
      intents.map(({ id }) => id),
    );
    expect(passed).toHaveLength(intents.length);
    const payloadOf = (student: StudentId) => {
      const intent = intents.find((one) => one.student === student);
      return (JSON.parse(intent?.payload ?? '{}') as YearCredentialPayload).credentialSubject;
    };
    const failed = payloadOf(FAILED);
    expect(failed).toMatchObject({
      results: { year: { learning: 'CĐ' } },
      promotion: 'retest',
      summer: { learning: 'Đ', conduct: 'T', promotion: 'promoted' },
    });
    expect(failed.subjects.slice(0, 2)).toMatchObject([
      { year: '4.0', retest: '5.5' },
      { year: '4.0', retest: '5.0' },
    ]);
    expect(failed.subjects[2]).not.toHaveProperty('retest');
    expect(failed.approvals.map(({ role }) => role)).toContain('subject:van:summer');
    expect(payloadOf(TRAINED)).toMatchObject({
      results: { year: { conduct: 'CĐ' } },
      promotion: 'summer-training',
      summer: { conduct: 'Đ', promotion: 'promoted' },
    });
    expect(payloadOf(PASSED)).not.toHaveProperty('summer');
  });

  it('field 19: a closed re-test counts in the record of a pupil who changes class after it', async () => {
    const other = '7A2' as ClassCode;
    await openClass(db, other);
    await finishYear();
    await finishSummer();
    const digest = JSON.parse((await findSheet(db, NAME, VAN))?.body ?? '{}').digest;
    await movePupil(db, FAILED, CLASS, other);
    const { record: moved, state } = await record(FAILED);
    expect(moved).toMatchObject({ class: other, summer: { promotion: 'promoted' } });
    expect((moved as { sheets: unknown }).sheets).toContainEqual([VAN, digest]);
    expect([state, await codesOf(FAILED)]).toEqual(['complete', []]);
  });

  it('the summer of a class comes out equal when the whole log is folded again in one go', async () => {
    await finishYear();
    await approve();
    await finishSummer();
    await approve();
    const stateOf = async (one: Db) => [
      ...(await Promise.all(PUPILS.map((student) => findYearRecord(one, NAME, student)))).map((row) => [
        row?.state,
        row?.digest,
      ]),
      (await findSheet(one, NAME, VAN))?.body,
    ];
    const again = await openSmallClass();
    try {
      const authors = [TEACHER, HOMEROOM_TEACHER, HEAD];
      for (const doc of sent) {
        const by = authors.find(({ account }) => account === doc.by);
        if (by !== undefined) await submit(again, by, NAME, [doc], NOW);
      }
      await projectAll({ db: again, issuer: 'http://localhost:8787' }, NAME);
      expect(await stateOf(again)).toEqual(await stateOf(db));
    } finally {
      await again.close();
    }
  });
});
