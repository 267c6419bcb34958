import * as contract from '@hocba/shared/contract/promises/family';
import type { FastifyInstance } from 'fastify';
import { readPromisesPage } from '../../../transfers/family/promises-page.ts';
import { sendSigningCode, signPromise } from '../../../transfers/family/sign-promise.ts';
import { type FamilyCall, mountForm, mountPage } from '../../family/family-mount.ts';
import { networkOf } from '../../network.ts';
import type { FamilyRouteServices } from '../family/services.ts';

/** The letters about records that are missing, and how a guardian signs one. */
export const addFamilyPromiseRoutes = (app: FastifyInstance, services: FamilyRouteServices): void => {
  const { drawing } = services;
  type Signing = typeof contract.askSigningCode | typeof contract.signPromise;
  const again = async (
    { guardian, params }: FamilyCall<Signing>,
    problem: contract.PromisesPage['problem'],
  ) => ({ ...(await readPromisesPage(services, guardian, params.student)), at: params.promise, problem });
  // Back to the letter itself: on a phone it may stand far down the page.
  const here = ({ student, promise }: FamilyCall<Signing>['params']) => ({
    next: `${contract.promisesPage.path.replace(':student', student)}#letter-${promise}`,
  });

  mountPage(app, drawing, contract.promisesPage, ({ guardian, params }) =>
    readPromisesPage(services, guardian, params.student),
  );
  mountForm(app, drawing, contract.askSigningCode, {
    act: async ({ guardian, params, request }) => {
      await sendSigningCode(services, guardian, params, networkOf(request.ip));
      return here(params);
    },
    again,
  });
  mountForm(app, drawing, contract.signPromise, {
    act: async ({ guardian, params, body }) => {
      await signPromise(services, guardian, params, body.code);
      return here(params);
    },
    again,
  });
};
