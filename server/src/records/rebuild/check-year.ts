import { RegistryError } from '@hocba/shared/problems';
import type { DatabaseName } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { findProjection, type ProjectionRow } from '../../storage/queries/submissions.ts';
import type { ProjectServices } from '../projection/project.ts';
import { compareYear, type Difference } from './compare-year.ts';
import { foldFromNothing } from './fold-from-nothing.ts';
import { replacementsOf } from './replacements.ts';

/** A log that is not the one that was folded says nothing of what has to stand, so nothing is replaced by it. */
const compareLog = ({ db, chain }: ProjectionRow, own: string): Difference[] =>
  chain === own ? [] : [{ what: 'log', id: db, how: 'other' }];

/** Folds a log from nothing as far as its projection has come, and works with what that gives. */
const withFolded = async (
  services: ProjectServices,
  name: DatabaseName,
  work: (folded: Db, cursor: ProjectionRow, differences: Difference[]) => Promise<void>,
): Promise<Difference[]> => {
  const cursor = await findProjection(services.db, name);
  if (cursor === undefined) return [];
  const { folded, chain } = await foldFromNothing(services, name, cursor.seq);
  try {
    const differences = [...compareLog(cursor, chain), ...(await compareYear(services.db, folded, name))];
    await work(folded, cursor, differences);
    return differences;
  } finally {
    await folded.close();
  }
};

/**
 * Folds the log of a school year from nothing, as far as the projection has come, and names what stands otherwise.
 * Nothing is written.
 */
export const checkYear = (services: ProjectServices, name: DatabaseName): Promise<Difference[]> =>
  withFolded(services, name, async () => undefined);

/**
 * Puts what the log of a school year says in place of class lists, sheets, year records and documents of devices that
 * stand otherwise, in one commit; answers what stood otherwise. Frozen and signed texts are never replaced, and a document
 * that the log does not know stays with devices: the next comparison names them again. Throws INTERNAL when the log is
 * not the one that was folded, WRITE_CONFLICT when the projection went on meanwhile; nothing is written then.
 */
export const replaceYear = (services: ProjectServices, name: DatabaseName): Promise<Difference[]> =>
  withFolded(services, name, async (folded, cursor, differences) => {
    if (differences.length === 0) return;
    if (differences.some(({ what }) => what === 'log')) {
      throw new RegistryError('INTERNAL', `the log of ${name} is not the one that was folded`);
    }
    await services.db.commit(await replacementsOf(services.db, folded, cursor, differences));
  });
