import type { RecordDocument } from '@hocba/shared/documents/downward';
import type { Circular22Record } from '@hocba/shared/regulations/circular-22-2021/year/record';
import { DEFAULT_POLICY } from '@hocba/shared/regulations/policy';
import type { StudentId } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { findPublished } from '../../replication/publish.ts';
import { projectAll } from '../projection/project.ts';
import {
  fullEntries,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  TEACHER,
} from '../projection/small-class.fixture.ts';
import { submit } from './submit.ts';

/** Six scored subjects: five well above the bar, one far below it, so that the two readings of the lift part. */
const entries = () =>
  fullEntries()
    .filter(({ by, sheet }) => by === TEACHER.account && sheet.endsWith(':hk1'))
    .map((entry) => ({
      ...entry,
      cells: entry.cells.map(
        (cell) => (entry.sheet.includes(':toan:') ? cell.with(2, 30) : cell) as typeof cell,
      ),
    }));

it.each(['replace', 'remove'] as const)(
  'a year is computed by the reading the registry is set to: %s',
  async (lift) => {
    const db = await openSmallClass();
    await submit(db, TEACHER, NAME, entries(), NOW);
    await projectAll({ db, issuer: 'https://hocba.example', policy: { ...DEFAULT_POLICY, lift } }, NAME);
    const student = PUPILS[0] as StudentId;
    const published = await findPublished(db, NAME, `record:${student}`);
    expect(published).toBeDefined();
    const { record, findings } = (published as { body: unknown }).body as RecordDocument;
    expect((record as Circular22Record).hk1.learning).toBe(lift === 'replace' ? 'Đ' : 'CĐ');
    expect(findings).toContainEqual(expect.objectContaining({ code: 'LIFT_AMBIGUOUS', term: 'hk1' }));
    await db.close();
  },
);
