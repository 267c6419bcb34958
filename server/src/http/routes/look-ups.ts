import { getBundle, issueConsentCode, listOpenLookUps, lookUp } from '@hocba/shared/contract/look-up';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { issueCode } from '../../guardians/consent-code.ts';
import { grantLookUp, type LookUpServices, readBundle } from '../../guardians/look-up.ts';
import { listOpen } from '../../guardians/open-look-ups.ts';
import { checkPupilsRead, checkReads } from '../../people/watch-reads.ts';
import { mount } from '../mount.ts';
import { openAccountLines } from './account-line.ts';

/** The needs of look-ups, and how many different pupils one account may ask for in 24 hours. */
export interface LookUpRouteServices extends LookUpServices {
  readonly clock: () => Instant;
  readonly pupilsPerDay: number;
}

/** One-time codes for families, look-ups by receiving schools, and the bundle of a granted one. */
export const addLookUpRoutes = (app: FastifyInstance, services: LookUpRouteServices): void => {
  const { db, clock, pupilsPerDay } = services;
  const inLine = openAccountLines();
  mount(app, issueConsentCode, ({ caller, body }) => {
    return inLine(caller.account, async () => {
      await checkPupilsRead(db, caller, clock(), pupilsPerDay);
      return issueCode(services, caller, body, clock());
    });
  });
  mount(app, lookUp, ({ caller, body }) => {
    return inLine(caller.account, async () => {
      await checkPupilsRead(db, caller, clock(), pupilsPerDay);
      return grantLookUp(services, caller, body, clock());
    });
  });
  mount(app, listOpenLookUps, async ({ caller }) => ({ lookUps: await listOpen(db, caller, clock()) }));
  mount(app, getBundle, async ({ caller, params }) => {
    await checkReads(db, caller, clock(), pupilsPerDay);
    return readBundle(services, caller, params.grant, clock());
  });
};
