import * as contract from '@hocba/shared/contract/family/codes';
import type { FastifyInstance } from 'fastify';
import { makeFamilyCode, readCodes, revokeFamilyCode } from '../../../guardians/pages/codes-page.ts';
import { mountForm, mountMaking, mountPage } from '../../family/family-mount.ts';
import type { FamilyRouteServices } from './services.ts';

/** The codes by which a family lets one school look. */
export const addFamilyCodeRoutes = (app: FastifyInstance, services: FamilyRouteServices): void => {
  const { drawing } = services;
  mountPage(app, drawing, contract.codesPage, ({ guardian, params, query }) =>
    readCodes(services, guardian, { ...params, asked: query.school }),
  );
  mountMaking(app, drawing, contract.makeCode, {
    act: async ({ guardian, params, body }) => {
      const made = await makeFamilyCode(services, guardian, params.student, body);
      return { ...(await readCodes(services, guardian, params)), made };
    },
    again: async ({ guardian, params }, problem) => ({
      ...(await readCodes(services, guardian, params)),
      problem,
    }),
  });
  mountForm(app, drawing, contract.revokeCode, {
    act: async ({ guardian, params }) => {
      await revokeFamilyCode(services, guardian, params);
      return { next: contract.codesPage.path.replace(':student', params.student) };
    },
    again: async ({ guardian, params }, problem) => ({
      ...(await readCodes(services, guardian, params)),
      problem,
    }),
  });
};
