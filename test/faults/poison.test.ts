import { submit } from '@hocba/server/records/intake/submit';
import {
  CLASS_TEACHER,
  openPrimaryClass,
  PRIMARY_CLASS,
  PRIMARY_HEAD,
  PRIMARY_NAME,
  PRIMARY_PUPILS,
} from '@hocba/server/records/projection/primary-class.fixture';
import { projectAll } from '@hocba/server/records/projection/project';
import {
  CLASS,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  upwardHead,
} from '@hocba/server/records/projection/small-class.fixture';
import { checkYear } from '@hocba/server/records/rebuild/rebuild-year';
import { countSubmissions, listLaggingDatabases } from '@hocba/server/storage/queries/submissions';
import { Upward } from '@hocba/shared/documents/upward';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, it } from 'vitest';

/*
 * One document that breaks the fold would stop every mark behind it. So none may: whatever intake takes is folded or
 * answered, however wild.
 */

const COLUMNS = [
  'tx1',
  'tx2',
  'tx9',
  'gk',
  'ck',
  'gk-level',
  'ck-q1',
  'gk-c10',
  'conduct',
  'absent',
  'award',
  'remark',
];
const ULIDS = ['0'.repeat(26), 'Z'.repeat(26), '01ARZ3NDEKTSV4RRFFQ69G5FAV'];
const SUBJECTS = ['toan', 'van', 'gdtc', 'tieng-viet', 'homeroom', 'khong-co', 'constructor', 'a0'];
const value = fc.oneof(
  fc.integer({ min: 0, max: 400 }),
  fc.constantFrom('Đ', 'CĐ', 'M', 'V', 'T', 'H', 'C', 'x', '__proto__', 'toString', 'x'.repeat(1000)),
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.constant(null),
);
const digest = fc.constantFrom('a'.repeat(64), 'f'.repeat(64));

/** Bodies about a class and its pupils, some of which it has not. */
const bodiesOf = (classCode: string, pupils: readonly string[]) => {
  const pupil = fc.constantFrom(...pupils, 's0000000000zz', 'sconstructor0');
  const sheet = fc
    .tuple(fc.constantFrom(...SUBJECTS), fc.constantFrom('hk1', 'hk2'))
    .map(([subject, term]) => `${classCode}:${subject}:${term}`);
  const entry = sheet.chain((about) => {
    const id = fc.constantFrom(...ULIDS).map((ulid) => `entry:${about}:${ulid}`);
    const cell = fc.tuple(pupil, fc.constantFrom(...COLUMNS), value, fc.option(id));
    return fc.record(
      {
        kind: fc.constant('entry'),
        about: fc.constant(about),
        sheet: fc.constant(about),
        cells: fc.array(cell, { minLength: 1, maxLength: 6 }),
        settles: fc.array(id, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: ['kind', 'about', 'sheet', 'cells'] },
    );
  });
  const close = fc
    .tuple(sheet, digest)
    .map(([about, seen]) => ({ kind: 'close', about, sheet: about, digest: seen }));
  const records = fc.array(fc.tuple(pupil, digest), { minLength: 1, maxLength: 5 });
  const approval = fc
    .tuple(fc.constantFrom('confirm', 'finalise'), records)
    .map(([kind, list]) => ({ kind, about: classCode, class: classCode, records: list }));
  return fc.array(fc.oneof(entry, entry, close, approval), { minLength: 40, maxLength: 80 });
};

const SECONDARY = [openSmallClass, NAME, CLASS, PUPILS, HEAD, HOMEROOM_TEACHER] as const;
const PRIMARY = [
  openPrimaryClass,
  PRIMARY_NAME,
  PRIMARY_CLASS,
  PRIMARY_PUPILS,
  PRIMARY_HEAD,
  CLASS_TEACHER,
] as const;

it.each([
  ['a secondary class', ...SECONDARY],
  ['a primary class', ...PRIMARY],
] as const)(
  'fault 11: for %s, no document that intake takes can stop the fold of those behind it',
  async (...given) => {
    const [, open, name, classCode, pupils, head, homeroom] = given;
    await fc.assert(
      fc.asyncProperty(bodiesOf(classCode, pupils), async (drawn) => {
        const db = await open();
        let taken = 0;
        for (const { about, ...body } of drawn) {
          const by = body.kind === 'confirm' ? homeroom : head;
          const doc = { ...upwardHead(by, body.kind, about), ...body } as unknown as Upward;
          if (!Value.Check(Upward, doc)) continue;
          await submit(db, by, name, [doc], NOW);
          taken += 1;
        }
        await projectAll({ db, issuer: 'http://localhost:8787' }, name);
        expect(taken).toBeGreaterThan(10);
        expect(await listLaggingDatabases(db)).toEqual([]);
        expect(await countSubmissions(db, name)).toBe(taken);
        expect(await checkYear({ db, issuer: 'http://localhost:8787' }, name)).toEqual([]);
        await db.close();
      }),
      { numRuns: 40 },
    );
  },
);
