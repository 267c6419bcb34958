import { randomBytes } from 'node:crypto';
import { hashOf, inHours } from '@hocba/server/guardians/consent-code';
import type { Db, PlainWrite } from '@hocba/server/storage/engine/db';
import { insertConsentCode } from '@hocba/server/storage/queries/consents';
import type { Registry } from '../../fixtures/registry.ts';
import { type Question, RECEIVING } from './offices.ts';

/** Signed records of one pupil, and the characters of each; those of real records are three times as many. */
export const RECORDS_OF_PUPIL = 5;
export const RECORD_CHARACTERS = 1000;

/** Records in one transaction. */
const TOGETHER = 50_000;

const BORN = '2013-05-17';
const pupilCode = (n: number): string => `F${String(n).padStart(9, '0')}`;

const statement = (sql: string, params: readonly unknown[]): PlainWrite => ({
  build: () => ({ toSQL: () => ({ sql, params: [...params] }) }),
});

/** The rows of pupils `from` to `to`, made by the database itself: a million rows of a program would take minutes. */
const pupilRows = (from: number, to: number, now: string): PlainWrite[] => {
  const pupils = 'with recursive p(n) as (select ? union all select n + 1 from p where n + 1 < ?)';
  const records = `${pupils}, r(k) as (select 1 union all select k + 1 from r where k < ${RECORDS_OF_PUPIL})`;
  const id = "printf('f%09d-%d', n, k)";
  const year = "printf('%d-%d', 2019 + k, 2020 + k)";
  const text = `hex(zeroblob(${RECORD_CHARACTERS / 2}))`;
  return [
    statement(
      `${pupils} insert into student (id, code, name, sort_key, search_key, birth_date, sex, ethnicity)
       select printf('f%09d', n), printf('F%09d', n), 'Em', 'em', 'em', ?, 'female', 'Tày' from p`,
      [from, to, BORN],
    ),
    statement(
      `${records} insert into intent (id, record, revision, student, db, digest, payload, created_at)
       select ${id}, ${id}, 1, printf('f%09d', n), 'bench', 'd', '{}', ? from p, r`,
      [from, to, now],
    ),
    statement(
      `${records} insert into credential (id, record, revision, student, school, year, kid, jws, issued_at)
       select ${id}, ${id}, 1, printf('f%09d', n), ?, ${year}, 'k', ${text}, ? from p, r`,
      [from, to, RECEIVING, now],
    ),
  ];
};

/** Stores so many signed records, as no program may: their texts are zeros. Answers the number of their pupils. */
export const storeRecords = async (db: Db, records: number, now: string): Promise<number> => {
  const pupils = Math.ceil(records / RECORDS_OF_PUPIL);
  const step = TOGETHER / RECORDS_OF_PUPIL;
  for (let from = 0; from < pupils; from += step) {
    await db.commit(pupilRows(from, Math.min(from + step, pupils), now));
  }
  return pupils;
};

/** A code for each of some pupils, spread over all of them, other ones in each round. */
export const questionsAbout = async (
  { db, secrets, clock }: Registry,
  { pupils, size, round }: { pupils: number; size: number; round: number },
): Promise<Question[]> => {
  const code = '2222222222';
  const step = Math.max(1, Math.floor(pupils / size));
  const numbers = Array.from({ length: size }, (_, i) => (i * step + round) % pupils);
  const rows = numbers.map((n) => {
    const student = `f${String(n).padStart(9, '0')}`;
    return insertConsentCode({
      id: randomBytes(16).toString('base64url'),
      student,
      school: RECEIVING,
      hash: hashOf(secrets.pepper, student, RECEIVING, code).toString('hex'),
      issued_by: 'bench',
      created_at: clock(),
      expires_at: inHours(clock(), 72),
      failures: 0,
      used_at: null,
      version: 1,
    });
  });
  await db.commit(rows);
  return numbers.map((n) => ({ studentId: pupilCode(n), birthDate: BORN, code, purpose: 'transfer' }));
};
