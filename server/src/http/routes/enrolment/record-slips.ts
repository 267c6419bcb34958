import * as contract from '@hocba/shared/contract/enrolment/record-slip';
import type { FastifyInstance } from 'fastify';
import { type OpenSlipServices, openSlip } from '../../../guardians/record-slips/open-slip.ts';
import { makeRecordSlip } from '../../../guardians/record-slips/print-slip.ts';
import { mount } from '../../mount.ts';
import { networkOf } from '../../network.ts';

/** Slips for families without a phone: the office prints them, any office opens them to three facts. */
export const addRecordSlipRoutes = (app: FastifyInstance, services: OpenSlipServices): void => {
  mount(app, contract.printRecordSlip, ({ caller, params }) =>
    makeRecordSlip(services, caller, params.student),
  );
  mount(app, contract.openRecordSlip, ({ caller, body, request }) =>
    openSlip(services, caller, { ...body, network: networkOf(request.ip) }),
  );
};
