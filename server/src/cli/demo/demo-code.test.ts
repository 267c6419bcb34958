import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import {
  CLERK,
  NOW,
  openSmallClass,
  PUPILS,
  SCHOOL,
  YEAR,
} from '../../records/projection/small-class.fixture.ts';
import { findEnrolment, insertSchool, updateEnrolment } from '../../storage/queries/schools/schools.ts';
import { printedCode } from './demo-code.ts';

it('field 21: a restarted demo prints the code that it printed before, until it has ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-code-'));
  const db = await openSmallClass();
  const school = '08000102' as SchoolCode;
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  await db.commit([insertSchool({ code: school, name: 'THCS Phan Thiết', ...place })]);
  const wish = { clerk: CLERK, studentCode: '0812345670' as StudentCode, school };
  const start = (now: Instant = NOW) => printedCode({ db, pepper: Buffer.alloc(32, 7) }, folder, wish, now);
  const first = await start();
  expect(await start()).toBe(first);
  const after = new Date(Date.parse(NOW) + 73 * 3_600_000).toISOString() as Instant;
  const next = await start(after);
  expect(next).not.toBe(first);
  expect(await start(after)).toBe(next);
  const enrolment = await findEnrolment(db, SCHOOL, YEAR, PUPILS[0] ?? '');
  if (enrolment === undefined) throw new Error('the pupil is enrolled');
  await db.commit([updateEnrolment({ ...enrolment, status: 'moved-away' })]);
  const later = new Date(Date.parse(after) + 73 * 3_600_000).toISOString() as Instant;
  expect(await start(later)).toBe(next);
  await db.close();
  rmSync(folder, { recursive: true });
});
