import type { FastifyInstance } from 'fastify';
import type { Config } from '../../../config.ts';
import { replication } from '../../../replication/routes.ts';
import type { Pace } from '../../../turns/pace.ts';
import { type SyncServices, syncHooks } from './sync-hooks.ts';

/** The replication protocol of every school year under `/sync`; devices' own accounts only. */
export const addSyncRoutes = async (
  app: FastifyInstance,
  services: Omit<SyncServices, 'intakePerDay' | 'copiesPerDay'> & {
    readonly config: Config;
    readonly pace: Pace;
  },
): Promise<void> => {
  const { db, clock, config, pace } = services;
  const options = {
    db,
    clock,
    hooks: syncHooks({ ...services, intakePerDay: config.intakePerDay, copiesPerDay: config.copiesPerDay }),
    maxBatch: config.intakeMaxBatch,
    bodyLimit: config.bodyLimitBytes,
    pace,
    routeConfig: { access: ['head', 'clerk', 'homeroom', 'subject'] as const },
  };
  await app.register(replication(options), { prefix: '/sync' });
};
