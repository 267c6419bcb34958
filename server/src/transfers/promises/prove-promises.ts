import { isLivePromise } from '@hocba/shared/lifecycle/promise/promise';
import { REGISTRY } from '../../dossiers/dossier-events.ts';
import type { Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import type { AuditRow } from '../../storage/queries/audit/audit-queries.ts';
import { listPromisesAbout } from '../../storage/queries/dossiers/promises.ts';
import type { TransferServices } from '../services.ts';
import { readHeldGrades } from './missing-records.ts';
import { advancePromise, gradesOf, isSealedPromise, ruled } from './promise-row.ts';

type ProveServices = Pick<TransferServices, 'db' | 'clock'>;

/** The writes that close the promises about a pupil whose records are all signed here. */
export const provenWrites = async ({ db, clock }: ProveServices, student: string): Promise<Write[]> => {
  const live = (await listPromisesAbout(db, student)).filter(
    (row) => isLivePromise(ruled(row).state) && isSealedPromise(db, row),
  );
  if (live.length === 0) return [];
  const held = await readHeldGrades(db, student);
  const now = clock();
  return live.flatMap((row) => {
    const proofs = gradesOf(row).map((grade) => held.get(grade));
    if (proofs.includes(undefined)) return [];
    const { write } = advancePromise(db, row, 'prove', { closed_by: proofs.join(' '), closed_at: now });
    const detail = { promise: row.id, dossier: row.dossier, credentials: proofs };
    return [write, appendAudit({ at: now, actor: REGISTRY, action: 'promise.kept', student, detail })];
  });
};

/** Closes the promises about a pupil whose records are all signed here. */
export const provePromises = (services: ProveServices, student: string): Promise<void> =>
  decideAgain(async () => {
    const writes = await provenWrites(services, student);
    if (writes.length > 0) await services.db.commit(writes);
  });

/** The writes for promises that follow from acts of the audit: a record that was signed closes those that waited for it. */
export const provenByActs =
  (services: ProveServices) =>
  async (rows: readonly AuditRow[]): Promise<readonly Write[]> => {
    const signed = rows.filter(({ action }) => action === 'credential.issued');
    const students = new Set(signed.flatMap(({ student }) => student ?? []));
    const writes: Write[] = [];
    for (const student of students) writes.push(...(await provenWrites(services, student)));
    return writes;
  };
