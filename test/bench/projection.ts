import type { Caller } from '@hocba/server/people/caller';
import { submit } from '@hocba/server/records/intake/submit';
import { projectAll } from '@hocba/server/records/projection/project';
import { insertSchool, insertStudents } from '@hocba/server/storage/queries/schools/schools';
import { digestOf } from '@hocba/shared/credential/jws/digest';
import type { Entry } from '@hocba/shared/record/entry';
import { applyEntry, emptySheet, sheetContent } from '@hocba/shared/record/fold';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { Instant } from '@hocba/shared/school/identifiers';
import { CLERK, columnEntries, ISSUER, openYear, SCHOOL, students } from './demo-classes.ts';
import { type BenchOptions, type Comparison, compare, perSecond } from './measure.ts';
import { withDatabase } from './with-database.ts';

const FIRST_YEAR = 2030;
const NOW = '2029-10-01T02:00:00.000Z' as Instant;

const clerk: Caller = {
  account: CLERK,
  displayName: CLERK,
  role: 'clerk',
  school: SCHOOL,
  session: 'bench',
  scopeVersion: 1,
  assignments: [],
};

/**
 * The work that no registry can do without: to read each text, to fold it, to compute the digest that teachers approve.
 */
const foldOnly = async (texts: readonly string[]): Promise<void> => {
  const sheets = new Map<string, SheetState>();
  for (const text of texts) {
    const entry = JSON.parse(text) as Entry;
    const { state } = applyEntry(sheets.get(entry.sheet) ?? emptySheet(entry.sheet), entry);
    sheets.set(entry.sheet, state);
    await digestOf(sheetContent(state.sheet, state.cells));
  }
};

/** Submissions projected per second, beside folding the same texts in memory. */
export const benchProjection = ({ rounds, size }: BenchOptions): Promise<Comparison[]> =>
  withDatabase(async (db) => {
    const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
    await db.commit([
      insertSchool({ code: SCHOOL, name: 'THCS Phan Thiết', ...place }),
      ...insertStudents(students),
    ]);
    const ours = async (round: number) => {
      const name = await openYear(db, FIRST_YEAR + round);
      const entries = columnEntries(FIRST_YEAR + round, size);
      await submit(db, clerk, name, entries, NOW);
      return perSecond(entries.length, () => projectAll({ db, issuer: ISSUER }, name));
    };
    const texts = columnEntries(FIRST_YEAR, size).map((entry) => JSON.stringify(entry));
    const baseline = () => perSecond(texts.length, () => foldOnly(texts));
    return [
      await compare('submissions projected', rounds, ours, ['fold and digest them in memory', baseline]),
    ];
  });
