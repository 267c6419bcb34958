import { getBundle, issueConsentCode, listOpenLookUps, lookUp } from '@hocba/shared/contract/look-up';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { issueCode } from '../../guardians/consent-code.ts';
import { grantLookUp, type LookUpServices, readBundle } from '../../guardians/look-up.ts';
import { listOpen } from '../../guardians/open-look-ups.ts';
import { checkPupilsRead, checkReads } from '../../people/watch-reads.ts';
import { openLines } from '../../turns/line.ts';
import { mount } from '../mount.ts';

/** The needs of look-ups, and how many different pupils one account may ask for in 24 hours. */
export interface LookUpRouteServices extends LookUpServices {
  readonly clock: () => Instant;
  readonly pupilsPerDay: number;
}

/** Look-ups of one account that may wait for those before them. */
const MOST_WAITING = 16;
const tooMany = () => new RegistryError('RATE_LIMITED', undefined, 5);

/** One-time codes for families, look-ups by receiving schools, and the bundle of a granted one. */
export const addLookUpRoutes = (app: FastifyInstance, services: LookUpRouteServices): void => {
  const { db, clock, pupilsPerDay } = services;
  // One after another for an account: many at one moment would all be counted as the first of the day.
  const inLine = openLines({ running: 1, waiting: MOST_WAITING, full: tooMany });
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
