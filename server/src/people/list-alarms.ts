import type { SchoolAlarm } from '@hocba/shared/contract/alarms';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { later } from '../later.ts';
import type { Db } from '../storage/engine/db.ts';
import { listNewestActions } from '../storage/queries/audit/audit-queries.ts';
import { listAccountNames } from '../storage/queries/people.ts';
import type { Caller } from './caller.ts';
import { listCanaryActs } from './canaries.ts';
import { ALARMS } from './watch-reads.ts';

/** How far back alarms are told. */
const THIRTY_DAYS = 30 * 86_400_000;
const TOLD = 50;

/** The news for a head about the own school's accounts: alarms of the last thirty days, newest first. */
export const listAlarms = async (db: Db, caller: Caller, now: Instant): Promise<SchoolAlarm[]> => {
  if (caller.school === null) throw new RegistryError('FORBIDDEN');
  const names = await listAccountNames(db, caller.school);
  const since = later(now, -THIRTY_DAYS);
  const actors = [...names.keys()];
  const rows = await listNewestActions(db, { actors, actions: ALARMS, since, limit: TOLD });
  const touched = (await listCanaryActs(db, now)).filter(({ actor }) => names.has(actor));
  return [...rows, ...touched.map((row) => ({ ...row, action: 'canary.touched' }))]
    .sort((a, b) => b.seq - a.seq)
    .slice(0, TOLD)
    .map(({ seq, at, actor, action }) => ({
      id: seq,
      at: at as Instant,
      account: actor as SchoolAlarm['account'],
      displayName: names.get(actor) ?? '',
      alarm: action as SchoolAlarm['alarm'],
    }));
};
