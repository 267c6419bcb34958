import type { DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import type { SubmissionRow } from '../../storage/queries/submissions.ts';
import { findBrokenLog } from '../projection/check-submissions.ts';
import type { ProjectServices } from '../projection/project.ts';
import { compareCredentials, compareYear, type Difference, readStanding, readYear } from './compare-year.ts';
import { classInId, foldFromNothing } from './fold-from-nothing.ts';
import { replacementsOf } from './replacements.ts';

/** Whether documents of a class came before its first list: then nobody knows by which list they were judged. */
const beganEarlier = (log: readonly SubmissionRow[]): boolean => {
  const first = new Map<string | undefined, string>();
  for (const row of log) if (!first.has(classInId(row))) first.set(classInId(row), row.kind);
  first.delete(undefined);
  return [...first.values()].some((kind) => kind !== 'list');
};

/** The findings of a comparison, and whether the folded rows were put in their place. */
export interface Rebuilt {
  readonly differences: readonly Difference[];
  readonly isReplaced: boolean;
}

/**
 * Folds the log of a school year from nothing, as far as the projection has come, and names what stands otherwise. With
 * `replaceAt` it puts what the log says in place of class lists, sheets, year records and documents of devices that stand
 * otherwise, in one commit with its audit row. Frozen and signed texts are never replaced, and a document that the log does
 * not know stays with devices: the next comparison names them again. Nothing is replaced by a log that was altered, or that
 * began before it kept class lists. Throws WRITE_CONFLICT when the projection went on meanwhile; nothing is written then.
 */
export const rebuildYear = async (
  services: ProjectServices,
  name: DatabaseName,
  replaceAt?: Instant,
): Promise<Rebuilt> => {
  const { db } = services;
  const standing = await readStanding(db, name);
  if (standing === undefined) return { differences: [], isReplaced: false };
  const { cursor, stands } = standing;
  const broken = await findBrokenLog(db, name);
  const altered: Difference[] = broken === undefined ? [] : [{ what: 'log', id: name, how: 'other' }];
  // A row that the registry did not write cannot be folded.
  if (broken?.what === 'mac') return { differences: altered, isReplaced: false };
  const { folded, log } = await foldFromNothing(services, name, cursor.seq);
  try {
    const made = await readYear(folded, name);
    const found = [...compareYear(stands, made), ...(await compareCredentials(db, log))];
    const older: Difference[] =
      found.length > 0 && beganEarlier(log) ? [{ what: 'log', id: name, how: 'older' }] : [];
    const ofLog = [...altered, ...older];
    const differences = [...ofLog, ...found];
    if (replaceAt === undefined || ofLog.length > 0 || found.length === 0) {
      return { differences, isReplaced: false };
    }
    const detail = { year: name, differences: found.length };
    const act = { at: replaceAt, actor: 'cli', action: 'year.rebuilt', student: null, detail };
    await db.commit([...(await replacementsOf(db, folded, cursor, found)), appendAudit(act)]);
    return { differences, isReplaced: true };
  } finally {
    await folded.close();
  }
};

/** The differences of a school year from its log, folded from nothing. Nothing is written. */
export const checkYear = async (
  services: ProjectServices,
  name: DatabaseName,
): Promise<readonly Difference[]> => (await rebuildYear(services, name)).differences;
