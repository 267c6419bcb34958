import * as contract from '@hocba/shared/contract/look-up/requests';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { askForRecords } from '../../guardians/requests/ask.ts';
import { decideLookUp } from '../../guardians/requests/decide.ts';
import { listLookUps } from '../../guardians/requests/list.ts';
import type { Db } from '../../storage/engine/db.ts';
import { mount } from '../mount.ts';
import { openAccountLines } from './account-line.ts';

/** Look-ups without the family's code: asked by a school, decided by a person at the department. */
export const addLookUpRequestRoutes = (
  app: FastifyInstance,
  { db, clock }: { readonly db: Db; readonly clock: () => Instant },
): void => {
  const inLine = openAccountLines();
  mount(app, contract.askWithoutCode, ({ caller, body }) =>
    inLine(caller.account, () => askForRecords(db, caller, body, clock())),
  );
  mount(app, contract.listLookUpRequests, async ({ caller }) => ({
    requests: await listLookUps(db, caller, clock()),
  }));
  mount(app, contract.decideLookUpRequest, ({ caller, params, body }) =>
    decideLookUp(db, caller, { id: params.request, decision: body }, clock()),
  );
};
