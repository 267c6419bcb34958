import * as contract from '@hocba/shared/contract/family/office';
import type { FastifyInstance } from 'fastify';
import { endLink, setRights } from '../../../guardians/office/change-link.ts';
import { makeGuardianSlip, makeRenewal } from '../../../guardians/office/guardian-slips.ts';
import type { OfficeServices } from '../../../guardians/office/own-pupil.ts';
import { pupilGuardiansOf, readPupilGuardians } from '../../../guardians/office/pupil-guardians.ts';
import { askEnd, decide, propose } from '../../../guardians/restrictions/orders.ts';
import { mount } from '../../mount.ts';

/** Guardians of a pupil and orders about them, for the office of the pupil's school. */
export const addGuardianOfficeRoutes = (app: FastifyInstance, services: OfficeServices): void => {
  mount(app, contract.listPupilGuardians, ({ caller, params }) =>
    readPupilGuardians(services, caller, params.student),
  );
  mount(app, contract.endGuardianLink, async ({ caller, params, body }) => {
    await endLink(services, caller, params, body.reason);
    return pupilGuardiansOf(services, caller, params.student);
  });
  mount(app, contract.setGuardianRights, async ({ caller, params, body }) => {
    await setRights(services, caller, params, body);
    return pupilGuardiansOf(services, caller, params.student);
  });
  mount(app, contract.renewGuardian, ({ caller, params }) => makeRenewal(services, caller, params));
  mount(app, contract.issueGuardianSlip, ({ caller, params, body }) =>
    makeGuardianSlip(services, caller, params.student, body),
  );
  mount(app, contract.proposeOrder, async ({ caller, params, body }) => {
    await propose(services, caller, params.student, body);
    return pupilGuardiansOf(services, caller, params.student);
  });
  mount(app, contract.decideOrder, async ({ caller, params, body }) => {
    await decide(services, caller, params, body);
    return pupilGuardiansOf(services, caller, params.student);
  });
  mount(app, contract.endOrder, async ({ caller, params, body }) => {
    await askEnd(services, caller, params, body.reason);
    return pupilGuardiansOf(services, caller, params.student);
  });
};
