import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntryCell } from '@hocba/shared/record/entry';
import {
  type ColumnCode,
  type StudentId,
  type SubjectCode,
  sheetIdOf,
} from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readConfig } from '../../config.ts';
import { createHeadKey } from '../../heads/head-key.ts';
import { writeAct } from '../../heads/written-log.fixture.ts';
import { createTestSecrets } from '../../people/sign-in/secrets.fixture.ts';
import { createSecrets } from '../../people/sign-in/secrets.ts';
import { projectAll } from '../../records/projection/project.ts';
import {
  CLASS,
  entryOf,
  insertSmallClass,
  NAME,
  NOW,
  PUPILS,
  sendAs,
  TEACHER,
} from '../../records/projection/small-class.fixture.ts';
import { logClassLists } from '../../schools/log-class-lists.ts';
import { write } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { readActs } from '../../storage/queries/audit/acts.ts';
import { getEpoch, putSetting } from '../../storage/queries/settings.ts';
import { macOf } from '../command.ts';
import * as operator from '../operator.fixture.ts';
import { openFolder, tellHeads, withDb } from '../operator.fixture.ts';

const ADDRESS = 'http://localhost:8787';
let folder: string;
const path = (name: string) => join(folder, name);

const hocba = async (...args: string[]) => {
  const { code, said } = await operator.hocba(...args);
  return { code, said: said.replaceAll(folder, 'F') };
};
const doctor = async (...args: string[]): Promise<Record<string, string[]>> =>
  JSON.parse(JSON.stringify(await operator.doctor(...args)).replaceAll(folder, 'F'));
/** The facts of the newest act of restoring. */
const restoredAct = () =>
  withDb(async (db) => {
    let detail = '';
    for await (const act of readActs(db, ['registry.restored'])) detail = act.detail;
    return JSON.parse(detail);
  });
/** One day of the registry: an act, a mark of one of three pupils, a start. */
const day = async (pupil: number): Promise<string> => {
  await withDb(async (db) => {
    await writeAct(db, 'school.changed');
    const cell: EntryCell = [PUPILS[pupil] as StudentId, 'tx1' as ColumnCode, 80, null];
    await sendAs(db, [entryOf(TEACHER, sheetIdOf(CLASS, 'toan' as SubjectCode, 'hk1'), [cell])]);
  });
  return withDb(tellHeads);
};
const moveAway = (name: string) => {
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(path(`db.sqlite${end}`))) renameSync(path(`db.sqlite${end}`), path(`${name}${end}`));
  }
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) });
  folder = openFolder('hocba-heads-', ADDRESS);
  await hocba('keys', 'create');
  rmSync(path('root-key.json'));
  writeFileSync(path('SESSION_KEY_FILE'), createTestSecrets());
  await withDb(async (db) => {
    await migrate(db);
    await insertSmallClass(db);
    await logClassLists(db, NAME, [CLASS], NOW);
    await projectAll({ db, issuer: ADDRESS }, NAME);
  });
  await day(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('doctor finds nothing wrong by kept heads, by those beside a backup and by a saved log', async () => {
  writeFileSync(path('saved.log'), await day(1));
  expect((await hocba('backup', path('copy.sqlite'))).code).toBe(0);
  await day(2);
  expect(readFileSync(path('heads.jsonl'), 'utf8').match(/chainHead/g)).toHaveLength(4);
  expect(await doctor()).toEqual({});
  expect(await doctor('--since', path('saved.log'))).toEqual({});
  expect(await doctor('--since', path('copy.sqlite.heads'))).toEqual({});
});

it('doctor names a file that was copied back from yesterday under its own epoch, with what is gone', async () => {
  await withDb(async () => undefined);
  copyFileSync(path('db.sqlite'), path('yesterday.sqlite'));
  const saved = await day(1);
  moveAway('today.sqlite');
  copyFileSync(path('yesterday.sqlite'), path('db.sqlite'));
  const gone = [
    expect.stringContaining('audit row 2 is gone'),
    expect.stringContaining(`the log of ${NAME} ends before `),
  ];
  expect(await doctor()).toEqual({ heads: gone });
  // With the file of heads turned back too, only what was kept elsewhere tells.
  writeFileSync(path('saved.log'), saved);
  rmSync(path('heads.jsonl'));
  expect(await doctor('--since', path('saved.log'))).toEqual({ since: gone });
});

it('doctor calls it a fault when a file for --since holds no head, heads of another key, or is not there', async () => {
  writeFileSync(path('list.txt'), 'bread, milk\n');
  const none = `${path('list.txt')}: it holds no head of this database, so nothing was compared`;
  expect(await doctor('--since', path('list.txt'))).toEqual({ since: [none.replace(folder, 'F')] });
  writeFileSync(path('HEAD_KEY_FILE'), await createHeadKey());
  const { since, heads } = await doctor('--since', path('heads.jsonl'));
  expect(since).toEqual([
    expect.stringMatching(/heads\.jsonl: line 1 holds a head that another key signed: /),
  ]);
  expect(heads).toEqual(since);
  expect(await doctor('--since', path('none.txt'))).toMatchObject({
    since: [expect.stringContaining('none.txt')],
  });
});

it('doctor names a missing head key and how it is made', async () => {
  rmSync(path('HEAD_KEY_FILE'));
  const how = 'KEY_MISSING: F/HEAD_KEY_FILE cannot be read; "hocba keys create --missing" makes it';
  expect(await doctor()).toEqual({ heads: [how] });
  expect(await hocba('backup', path('copy.sqlite'))).toMatchObject({
    code: 0,
    said: expect.stringContaining('No signed heads lie beside the copy'),
  });
  expect(existsSync(path('copy.sqlite.heads'))).toBe(false);
});

it('a restored database agrees with heads of the life before, up to where the copy ended', async () => {
  expect((await hocba('backup', path('copy.sqlite'))).code).toBe(0);
  const from = await withDb(getEpoch);
  await day(1);
  moveAway('old.sqlite');
  expect(await hocba('restore', path('copy.sqlite'), '--verify')).toMatchObject({ code: 0 });
  expect(await restoredAct()).toMatchObject({
    ...{ from, left: [], auditRows: 1 },
    logs: { [NAME]: expect.any(Number) },
  });
  await day(2);
  expect(await doctor('--since', path('copy.sqlite.heads'))).toEqual({});
  // The rows of a former life stay compared: its first row cannot be altered under the new epoch either.
  await withDb((db) =>
    db.commit([write((q, t) => q.update(t.audit).set({ hash: 'x' }).where(eq(t.audit.seq, 1)))]),
  );
  expect(await doctor()).toMatchObject({
    heads: [expect.stringContaining('audit rows up to 1 are not those')],
  });
});

it('a copy that is put in place twice leaves the life between, and doctor knows that it ended', async () => {
  expect((await hocba('backup', path('copy.sqlite'))).code).toBe(0);
  moveAway('old.sqlite');
  await hocba('restore', path('copy.sqlite'), '--verify');
  const between = await withDb(getEpoch);
  const saved = await day(1);
  moveAway('second.sqlite');
  expect(await hocba('restore', path('copy.sqlite'), '--verify')).toMatchObject({ code: 0 });
  expect(await restoredAct()).toMatchObject({ left: [between] });
  expect(await doctor()).toEqual({});
  // Heads of that life alone prove nothing of this one, and that is said.
  writeFileSync(path('saved.log'), saved);
  expect(await doctor('--since', path('saved.log'))).toEqual({
    since: [expect.stringContaining('left behind, so nothing was compared')],
  });
});

it('an epoch that was changed by hand is named, and one of hocba restore --epoch is not', async () => {
  const { code, said } = await hocba('restore', '--epoch');
  expect([code, said]).toEqual([0, expect.stringContaining('The database has a new epoch')]);
  expect(await doctor()).toEqual({});
  await withDb((db) => db.commit([putSetting('epoch', 'by-hand')]));
  expect(await doctor()).toEqual({
    heads: [expect.stringContaining('its epoch was changed without "hocba restore"')],
  });
  expect((await hocba('restore', '--epoch', path('copy.sqlite'))).code).toBe(64);
});

it('restore refuses a copy that differs from the heads beside it, or from those that the registry has kept', async () => {
  expect((await hocba('backup', path('copy.sqlite'))).code).toBe(0);
  const epoch = await withDb(getEpoch);
  await withDb((db) => writeAct(db, 'account.reset'));
  expect((await hocba('backup', path('later.sqlite'))).code).toBe(0);
  moveAway('old.sqlite');
  copyFileSync(path('later.sqlite.heads'), path('copy.sqlite.heads'));
  const other = await hocba('restore', path('copy.sqlite'), '--verify');
  expect(other).toMatchObject({
    code: 1,
    said: expect.stringContaining('copy.sqlite.heads: audit row 3 is gone'),
  });
  writeFileSync(path('copy.sqlite.heads'), readFileSync(path('later.sqlite.heads'), 'utf8').slice(0, -9));
  const altered = await hocba('restore', path('copy.sqlite'), '--verify');
  expect(altered).toMatchObject({ code: 1, said: expect.stringContaining('altered or cut off') });
  expect(existsSync(path('db.sqlite'))).toBe(false);
  // A database that was written anew from the beginning has good chains of its own.
  await withDb(async (db) => {
    await migrate(db);
    await writeAct(db, 'account.created');
  });
  renameSync(path('db.sqlite'), path('forged.sqlite'));
  const forged = await openStorage(`file:${path('forged.sqlite')}`, macOf(readConfig()));
  await forged.commit([putSetting('epoch', epoch)]);
  await forged.close();
  const refused = await hocba('restore', path('forged.sqlite'), '--verify');
  expect(refused).toMatchObject({
    code: 1,
    said: expect.stringContaining('audit rows up to 1 are not those'),
  });
});

it('heads of the life before another chain key are passed over, and those after it are compared', async () => {
  writeFileSync(path('saved.log'), await day(1));
  writeFileSync(path('SESSION_KEY_FILE'), createSecrets(), { mode: 0o600 });
  expect(await hocba('migrate', '--new-chain-key')).toMatchObject({ code: 0 });
  await withDb(tellHeads);
  expect(await doctor()).toEqual({});
  expect(await doctor('--since', path('saved.log'))).toEqual({
    since: [expect.stringContaining('left behind, so nothing was compared')],
  });
});

it('doctor, backup and restore speak Vietnamese of heads', async () => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  const made = await hocba('backup', path('copy.sqlite'));
  expect(made.said).toContain('Mốc đối chiếu đã ký của bản sao: F/copy.sqlite.heads.');
  copyFileSync(path('db.sqlite'), path('yesterday.sqlite'));
  await day(1);
  moveAway('today.sqlite');
  copyFileSync(path('yesterday.sqlite'), path('db.sqlite'));
  writeFileSync(path('list.txt'), 'bread, milk\n');
  const { said } = await hocba('doctor', '--since', path('list.txt'));
  const faults = said.split('\n').filter((line) => line.startsWith('  '));
  expect(faults).toEqual([
    expect.stringMatching(
      /^ {2}F\/heads\.jsonl: sổ kiểm tra mất dòng 3, có trong mốc đối chiếu lúc \d\d:\d\d /,
    ),
    expect.stringMatching(
      /nội dung đã nhận của 08000101-2025-2026 kết thúc trước số \d+, có trong mốc đối chiếu lúc /,
    ),
    '  F/list.txt: tệp không có mốc đối chiếu nào của cơ sở dữ liệu này, nên chưa so được gì',
  ]);
});
