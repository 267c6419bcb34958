import { readRunningShown, setRunningShown } from '@hocba/shared/contract/family/running/running-year';
import type { FastifyInstance } from 'fastify';
import type { FamilyTransferServices } from '../../../transfers/family/family-transfer.ts';
import { setShowsRunningYear, showsRunningYear } from '../../../transfers/family/running-page.ts';
import { mount } from '../../mount.ts';

/** The switch of a school that lets families see the marks of the running year. */
export const addRunningYearRoutes = (app: FastifyInstance, services: FamilyTransferServices): void => {
  mount(app, readRunningShown, async ({ caller }) => ({
    isShown: await showsRunningYear(services.db, caller.school ?? ''),
  }));
  mount(app, setRunningShown, async ({ caller, body }) => {
    await setShowsRunningYear(services, caller, body.isShown);
    return body;
  });
};
