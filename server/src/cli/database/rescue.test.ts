import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudentId } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeTestSecrets } from '../../people/sign-in/secrets.fixture.ts';
import {
  CLERK,
  entryOf,
  NAME,
  openSmallClass,
  PUPILS,
  TEACHER,
} from '../../records/projection/small-class.fixture.ts';
import type { Db } from '../../storage/engine/db.ts';
import { insertAccount } from '../../storage/queries/people.ts';
import { findSheet } from '../../storage/queries/records/sheets.ts';
import { countSubmissions } from '../../storage/queries/submissions.ts';
import { runHocba } from '../hocba.ts';

const SHEET = '7A1:toan:hk1' as Parameters<typeof entryOf>[1];
let folder: string;
let db: Db;

const hocba = async (...args: string[]) => {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  return [await runHocba(args, { out: say, err: say }), lines.join('\n')];
};
const account = ({ account: name, role, school }: typeof CLERK) =>
  insertAccount({
    name,
    display_name: name,
    role,
    school,
    password_hash: '',
    must_change: false,
    disabled: false,
    security_version: 1,
    scope_version: 1,
    created_at: '2026-09-01T00:00:00.000Z',
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-rescue-'));
  const url = `file:${join(folder, 'db.sqlite')}`;
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('PUBLIC_URL', 'https://hocba.example');
  db = await openSmallClass(url);
  await db.commit([account(CLERK), account(TEACHER)]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await db.close();
  rmSync(folder, { recursive: true });
});

const fileOf = (documents: object[], count = documents.length) => {
  const path = join(folder, 'of-a-clerk.hocba-rescue.json');
  const head = { format: 'hocba-rescue', v: 1, madeAt: '2026-11-25T02:00:00.000Z', device: 'd0000000000aa' };
  writeFileSync(path, JSON.stringify({ ...head, count, years: [{ database: NAME, documents }] }));
  return path;
};
const rescued = (value: number) => ({
  ...entryOf(TEACHER, SHEET, [[PUPILS[0] as StudentId, 'tx1', value, null]]),
  _rev: `1-${'a'.repeat(32)}`,
});

it('fault 45: hocba rescue brings entries of others in, folds them, and doubles none', async () => {
  const path = fileOf([rescued(85), rescued(85)]);
  expect(await hocba('rescue', path, '--as', CLERK.account)).toEqual([0, 'New 2, known 0, refused 0.']);
  expect(await hocba('rescue', path, '--as', CLERK.account)).toEqual([0, 'New 0, known 2, refused 0.']);
  expect(await countSubmissions(db, NAME)).toBe(2);
  expect((await findSheet(db, NAME, SHEET))?.body).toContain('85');
});

it('hocba rescue names each document that it refused and ends with 1, and takes nothing of a file that is no rescue file', async () => {
  const refused = { ...rescued(85), extra: 1 };
  const [code, said] = await hocba('rescue', fileOf([refused]), '--as', CLERK.account);
  expect([code, said]).toEqual([1, `${refused._id}: DOCUMENT_MALFORMED\nNew 0, known 0, refused 1.`]);
  const [less, why] = await hocba('rescue', fileOf([rescued(85)], 2), '--as', CLERK.account);
  expect([less, why]).toEqual([1, expect.stringMatching(/^RESCUE_UNREADABLE/)]);
  expect((await hocba('rescue', join(folder, 'none'), '--as', CLERK.account))[0]).toBe(1);
  expect((await hocba('rescue', fileOf([rescued(85)])))[0]).toBe(64);
  expect((await hocba('rescue', fileOf([rescued(85)]), '--as', 'nobody'))[0]).toBe(1);
  expect(await countSubmissions(db, NAME)).toBe(0);
});
