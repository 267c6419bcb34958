import * as contract from '@hocba/shared/contract/alarms';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { listAlarms } from '../../people/list-alarms.ts';
import type { Db } from '../../storage/engine/db.ts';
import { mount } from '../mount.ts';

/** The news for a head about the own school's accounts. */
export const addAlarmRoutes = (
  app: FastifyInstance,
  { db, clock }: { db: Db; clock: () => Instant },
): void => {
  mount(app, contract.listAlarms, async ({ caller }) => ({ alarms: await listAlarms(db, caller, clock()) }));
};
