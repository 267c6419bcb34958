import type { ClassCode, DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import { findListDocument } from '../../schools/log-class-lists.ts';
import type { Db } from '../../storage/engine/db.ts';
import { type IntentRow, listIntentsOf } from '../../storage/queries/intents.ts';
import { listYearRecordsOfYear, type YearRecordRow } from '../../storage/queries/records/year-records.ts';
import { chainOf, isSealed } from '../../storage/queries/submission-chain.ts';
import {
  copySubmissions,
  findProjection,
  type ProjectionRow,
  readSubmissions,
  type SubmissionRow,
} from '../../storage/queries/submissions.ts';
import { openTurns } from '../../turns/turns.ts';
import { type ProjectServices, projectAll } from '../projection/project.ts';
import { classInId, copyAccounts, openFold } from './fold-from-nothing.ts';

const PAGE = 200;
/** Characters of the log that are chained in one turn of the event loop: about a millisecond. */
const COST_OF_TURN = 500_000;

/**
 * The texts that by the log of a school year were frozen in some of its classes: texts to be signed by id, records by
 * pupil.
 */
export interface Frozen {
  readonly intents: ReadonlyMap<string, IntentRow>;
  readonly records: ReadonlyMap<string, YearRecordRow>;
}

/** These classes and all that pupils moved between: what was entered in one of them may count in another. */
const withRelated = async (
  db: Db,
  name: DatabaseName,
  classes: Iterable<ClassCode>,
): Promise<ReadonlySet<ClassCode>> => {
  const related = new Set(classes);
  // A class that is added is looked at in its turn.
  for (const classCode of related) {
    for (let number = 1; ; number += 1) {
      const document = await findListDocument(db, name, classCode, number);
      if (document === undefined) break;
      for (const [, left] of document.moves) related.add(left);
      for (const { cameFrom = [], movedTo } of document.list.students) {
        for (const other of [...cameFrom, ...(movedTo === undefined ? [] : [movedTo])]) related.add(other);
      }
    }
  }
  return related;
};

/** The documents of these classes as far as the log is folded; undefined when the log is not the one that was folded. */
const readClasses = async (
  db: Db,
  { db: name, seq: end, chain: folded }: ProjectionRow,
  classes: ReadonlySet<ClassCode>,
): Promise<SubmissionRow[] | undefined> => {
  const turns = openTurns(COST_OF_TURN);
  const found: SubmissionRow[] = [];
  let chain = '';
  for await (const page of readSubmissions(db, name, 0, PAGE)) {
    for (const row of page) {
      if (row.seq > end) return chain === folded ? found : undefined;
      if (!isSealed(db, row)) return undefined;
      chain = chainOf(db, chain, [row]);
      const classCode = classInId(row);
      if (classCode !== undefined && classes.has(classCode)) found.push(row);
      await turns.spend(row.body.length);
    }
  }
  return chain === folded ? found : undefined;
};

/**
 * Reads the log of a school year once, and folds what it says of these classes from nothing, in a database of its own in
 * memory. Undefined when a row of the log is not as the registry wrote it, or the log does not fit the chain
 * that the projection kept of it.
 */
export const deriveFrozen = async (
  services: ProjectServices,
  name: DatabaseName,
  classes: Iterable<ClassCode>,
): Promise<Frozen | undefined> => {
  const { db } = services;
  const cursor = await findProjection(db, name);
  const related = await withRelated(db, name, classes);
  const log = cursor && (await readClasses(db, cursor, related));
  if (cursor === undefined || log === undefined) return undefined;
  const folded = await openFold(db, name, cursor.seq, log.at(-1)?.received_at as Instant | undefined);
  try {
    await copyAccounts(db, folded, log);
    await folded.commit(copySubmissions(log));
    await projectAll({ ...services, db: folded, isSilent: true }, name);
    return {
      intents: new Map((await listIntentsOf(folded, name)).map((row) => [row.id, row])),
      records: new Map((await listYearRecordsOfYear(folded, name)).map((row) => [row.student, row])),
    };
  } finally {
    await folded.close();
  }
};
