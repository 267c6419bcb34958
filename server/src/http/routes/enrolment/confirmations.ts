import * as contract from '@hocba/shared/contract/enrolment/confirmation';
import type { FastifyInstance } from 'fastify';
import type { ConfirmationServices } from '../../../confirmations/confirm.ts';
import {
  askForConfirmation,
  type FamilyConfirmationServices,
  readConfirmationFile,
  readEnrolmentPage,
} from '../../../confirmations/family-confirmation.ts';
import { confirmForOffice } from '../../../confirmations/office-confirmation.ts';
import { type FamilyDrawing, mountFile, mountForm, mountPage } from '../../family/family-mount.ts';
import { mount } from '../../mount.ts';

/** A child's confirmation of enrolment, for its family. */
export const addFamilyEnrolmentRoutes = (
  app: FastifyInstance,
  services: FamilyConfirmationServices & { readonly drawing: FamilyDrawing },
): void => {
  const { drawing } = services;
  mountPage(app, drawing, contract.enrolmentPage, ({ guardian, params }) =>
    readEnrolmentPage(services, guardian, params.student),
  );
  mountForm(app, drawing, contract.askConfirmation, {
    act: async ({ guardian, params }) => {
      await askForConfirmation(services, guardian, params.student);
      return { next: contract.enrolmentPage.path.replace(':student', params.student) };
    },
    again: async ({ guardian, params }, problem) => ({
      ...(await readEnrolmentPage(services, guardian, params.student)),
      problem,
    }),
  });
  mountFile(app, contract.confirmationFile, ({ guardian, params }) =>
    readConfirmationFile(services, guardian, params.student),
  );
};

/** The confirmation that the office of the pupil's school prints. */
export const addConfirmationRoutes = (app: FastifyInstance, services: ConfirmationServices): void => {
  mount(app, contract.confirmEnrolment, ({ caller, params }) =>
    confirmForOffice(services, caller, params.student),
  );
};
