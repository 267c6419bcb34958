import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import type {
  listOverseenTransfers as contract,
  OverseenTransfer,
} from '@hocba/shared/contract/transfers/oversight';
import type { Instant } from '@hocba/shared/school/identifiers';
import { byTimeLeft } from '../../dossiers/dossier-clock.ts';
import type { Db } from '../../storage/engine/db.ts';
import { listOpenDossiers } from '../../storage/queries/dossiers/dossiers.ts';
import { listSchoolsOf, type SchoolRow } from '../../storage/queries/schools/schools.ts';
import { existingOf } from '../desk/list-transfers.ts';
import { runningClock, schoolMember } from '../desk/transfer-entry.ts';
import { type Existing, TRANSFER_PROCEDURE } from '../stored-transfer.ts';

const SHOWN = 1000;

const overseen = (
  { row, body: { transfer } }: Existing,
  schools: ReadonlyMap<string, SchoolRow>,
  now: Instant,
): OverseenTransfer[] => {
  const to = schools.get(row.receiver);
  const from = schools.get(row.sender ?? '');
  if (to === undefined) return [];
  return [
    {
      id: row.id,
      code: row.code,
      from: from === undefined ? null : schoolMember(from),
      to: schoolMember(to),
      state: transfer.state,
      step: transfer.step,
      filedAt: row.filed_at as Instant,
      clock: runningClock(transfer, now),
    },
  ];
};

/** Every open transfer without its pupil: late ones first, then least working time; those whose clock rests come last. */
export const listOverseen = async (db: Db, now: Instant): Promise<ResponseOf<typeof contract>> => {
  const rows = await listOpenDossiers(db, TRANSFER_PROCEDURE);
  const codes = [...new Set(rows.flatMap(({ receiver, sender }) => [receiver, sender ?? []].flat()))];
  const schools = new Map((await listSchoolsOf(db, codes)).map((school) => [school.code, school]));
  const all = rows.flatMap((row) => overseen(existingOf(row), schools, now)).toSorted(byTimeLeft);
  return {
    transfers: all.slice(0, SHOWN),
    inAll: all.length,
    late: all.filter(({ clock }) => clock?.stage === 'overdue').length,
  };
};
