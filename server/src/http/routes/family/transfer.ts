import * as contract from '@hocba/shared/contract/family/transfer';
import type { FastifyInstance } from 'fastify';
import { answerTransfer, readTransferPage } from '../../../transfers/family/family-transfer.ts';
import { type FamilyCall, mountForm, mountPage } from '../../family/family-mount.ts';
import type { FamilyRouteServices } from './services.ts';

/** A guardian's page of a child's open transfer, and the two answers to it. */
export const addFamilyTransferRoutes = (app: FastifyInstance, services: FamilyRouteServices): void => {
  const { drawing } = services;
  type Answer = typeof contract.objectToTransfer | typeof contract.agreeToTransfer;
  const again = async (
    { guardian, params }: FamilyCall<Answer>,
    problem: contract.TransferPage['problem'],
  ) => ({ ...(await readTransferPage(services, guardian, params.student)), problem });
  const here = (student: string) => ({ next: contract.transferPage.path.replace(':student', student) });

  mountPage(app, drawing, contract.transferPage, ({ guardian, params }) =>
    readTransferPage(services, guardian, params.student),
  );
  mountForm(app, drawing, contract.objectToTransfer, {
    act: async ({ guardian, params: { student }, body: { id, text } }) => {
      await answerTransfer(services, guardian, { student, id }, { kind: 'object', text });
      return here(student);
    },
    again,
  });
  mountForm(app, drawing, contract.agreeToTransfer, {
    act: async ({ guardian, params: { student }, body: { id } }) => {
      await answerTransfer(services, guardian, { student, id }, { kind: 'agree' });
      return here(student);
    },
    again,
  });
};
