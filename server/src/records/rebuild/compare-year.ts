import { createHash } from 'node:crypto';
import type { IssuedDocument } from '@hocba/shared/documents/internal';
import type { DatabaseName } from '@hocba/shared/school/identifiers';
import { listAllPublished } from '../../replication/publish.ts';
import type { Db } from '../../storage/engine/db.ts';
import { listCredentialsById } from '../../storage/queries/credentials.ts';
import { listIntentsOf } from '../../storage/queries/intents.ts';
import { listClassLists } from '../../storage/queries/records/class-lists.ts';
import { listSheetsOfYear } from '../../storage/queries/records/sheets.ts';
import { listYearRecordsOfYear } from '../../storage/queries/records/year-records.ts';
import { findProjection, type ProjectionRow, type SubmissionRow } from '../../storage/queries/submissions.ts';

/** Something that does not stand as the log says: it is missing, it should not be there, or it says something else. */
export interface Difference {
  readonly what: 'log' | 'class list' | 'sheet' | 'year record' | 'intent' | 'document' | 'credential';
  readonly id: string;
  /** `older`: of a log that began before it kept class lists and signatures. */
  readonly how: 'missing' | 'extra' | 'other' | 'older';
}

/** The tables that follow from the log. */
type Derived = Exclude<Difference['what'], 'log' | 'credential'>;

/** The compared part of each thing, as text; how often it was written does not matter. */
type Texts = ReadonlyMap<string, string>;
type Year = Readonly<Record<Derived, Texts>>;

/** Rows of one table as texts, by the column that tells them apart. */
const textsBy = <Column extends string>(
  column: Column,
  rows: readonly (Readonly<Record<Column, string>> & { readonly version?: number })[],
): Texts => new Map(rows.map((row) => [row[column], JSON.stringify({ ...row, version: 0 })]));

/** All that follows from the log of a school year, as a database has it. */
export const readYear = async (db: Db, name: DatabaseName): Promise<Year> => ({
  'class list': textsBy('class', await listClassLists(db, name)),
  sheet: textsBy('id', await listSheetsOfYear(db, name)),
  'year record': textsBy('student', await listYearRecordsOfYear(db, name)),
  intent: textsBy('id', await listIntentsOf(db, name)),
  document: new Map(
    (await listAllPublished(db, name)).map(({ id, kind, body }) => [id, JSON.stringify([kind, body])]),
  ),
});

/** How often a registry that goes on is read again, until it stood still meanwhile. */
const READINGS = 5;

/**
 * How far the projection of a school year has come, and all that follows from the log up to there. On a registry that never
 * stands still the last reading counts.
 */
export const readStanding = async (
  db: Db,
  name: DatabaseName,
): Promise<{ readonly cursor: ProjectionRow; readonly stands: Year } | undefined> => {
  let cursor = await findProjection(db, name);
  for (let reading = 1; cursor !== undefined; reading += 1) {
    const stands = await readYear(db, name);
    const after = await findProjection(db, name);
    if (after?.seq === cursor.seq || reading === READINGS) return { cursor, stands };
    cursor = after;
  }
  return undefined;
};

const compare = (what: Derived, stands: Texts, folded: Texts): Difference[] => {
  const differences: Difference[] = [];
  for (const [id, text] of folded) {
    const there = stands.get(id);
    if (there !== text) differences.push({ what, id, how: there === undefined ? 'missing' : 'other' });
  }
  for (const id of stands.keys()) if (!folded.has(id)) differences.push({ what, id, how: 'extra' });
  return differences;
};

/** Signed texts that are not the ones whose digests the log has. */
export const compareCredentials = async (db: Db, log: readonly SubmissionRow[]): Promise<Difference[]> => {
  const issued = log.flatMap(({ kind, body }) =>
    kind === 'issued' ? [JSON.parse(body) as IssuedDocument] : [],
  );
  const ids = issued.map(({ credential }) => credential);
  const digests = new Map(
    (await listCredentialsById(db, ids)).map(({ id, jws }) => [
      id,
      createHash('sha256').update(jws).digest('hex'),
    ]),
  );
  return issued.flatMap(({ credential: id, digest }): Difference[] => {
    const stands = digests.get(id);
    if (stands === digest) return [];
    return [{ what: 'credential', id, how: stands === undefined ? 'missing' : 'other' }];
  });
};

/** All that stands of a school year otherwise than where its log was folded anew. */
export const compareYear = (stands: Year, folded: Year): Difference[] =>
  (Object.keys(folded) as Derived[]).flatMap((what) => compare(what, stands[what], folded[what]));
