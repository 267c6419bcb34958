import { type FoundDoc, listAllPublished, publish } from '../../replication/publish.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { listClassLists, replaceClassLists } from '../../storage/queries/records/class-lists.ts';
import { listSheetsOfYear, replaceSheets } from '../../storage/queries/records/sheets.ts';
import { listYearRecordsOfYear, replaceYearRecords } from '../../storage/queries/records/year-records.ts';
import { moveProjection, type ProjectionRow } from '../../storage/queries/submissions.ts';
import type { Difference } from './compare-year.ts';

/** Rows of the fold, each as the version after the one that stands, so that whatever was decided from that one is decided again. */
const asNext = <Row extends { version: number }>(
  folded: readonly Row[],
  stands: readonly Row[],
  idOf: (row: Row) => string,
): Row[] => {
  const versions = new Map(stands.map((row) => [idOf(row), row.version]));
  return folded.map((row) => ({ ...row, version: (versions.get(idOf(row)) ?? 0) + 1 }));
};

const differing = (differences: readonly Difference[], documents: readonly FoundDoc[]): FoundDoc[] => {
  const ids = new Set(differences.flatMap(({ what, id }) => (what === 'document' ? [id] : [])));
  return documents.filter(({ id }) => ids.has(id));
};

/** The writes that put what was folded in place of what stands; WRITE_CONFLICT when the projection went on meanwhile. */
export const replacementsOf = async (
  stands: Db,
  folded: Db,
  cursor: ProjectionRow,
  differences: readonly Difference[],
): Promise<Write[]> => {
  const name = cursor.db;
  const sheets = asNext(
    await listSheetsOfYear(folded, name),
    await listSheetsOfYear(stands, name),
    ({ id }) => id,
  );
  const records = asNext(
    await listYearRecordsOfYear(folded, name),
    await listYearRecordsOfYear(stands, name),
    ({ student }) => student,
  );
  const documents = differing(differences, await listAllPublished(folded, name));
  const published = documents.map(({ id, kind, body }) => ({ id, kind, body: body as object }));
  return [
    moveProjection(cursor, cursor.seq),
    ...replaceClassLists(name, await listClassLists(folded, name)),
    ...replaceSheets(name, sheets),
    ...replaceYearRecords(name, records),
    ...(await publish(stands, name, published, { isAgain: true })),
  ];
};
