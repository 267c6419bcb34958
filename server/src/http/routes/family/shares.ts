import * as contract from '@hocba/shared/contract/family/shares';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readMadeShare, readShares } from '../../../guardians/pages/shares-page.ts';
import { makeOwnShare, objectToOther, stopOwnShare } from '../../../guardians/shares/make-share.ts';
import { giveSharePin, readShared, readSharedBundle } from '../../../guardians/shares/open-share.ts';
import { readFamilyCookie, setFamilyCookie } from '../../family/family-cookies.ts';
import { mountForm, mountMaking, mountPage } from '../../family/family-mount.ts';
import { networkOf } from '../../network.ts';
import type { FamilyRouteServices } from './services.ts';

const sharesOf = (student: string) => ({ next: contract.sharesPage.path.replace(':student', student) });

/** The passes of a browser: `share=pass` of the last share that it opened. */
const passOf = (request: FastifyRequest, publicUrl: string, share: string): string => {
  const [id, pass = ''] = readFamilyCookie(request, publicUrl, 'share').split('=', 2);
  return id === share ? pass : '';
};

/** The shares of a child, and the pages behind their links. */
export const addShareRoutes = (app: FastifyInstance, services: FamilyRouteServices): void => {
  const { publicUrl, drawing } = services;
  mountPage(app, drawing, contract.sharesPage, ({ guardian, params }) =>
    readShares(services, guardian, params.student),
  );
  mountMaking(app, drawing, contract.makeShare, {
    act: async ({ guardian, params, body }) => {
      const made = await makeOwnShare(services, guardian, params.student, body);
      return readMadeShare(services, guardian, params.student, made);
    },
    again: async ({ guardian, params }, problem) => ({
      ...(await readShares(services, guardian, params.student)),
      problem,
    }),
  });
  mountForm(app, drawing, contract.stopShare, {
    act: async ({ guardian, params }) => {
      await stopOwnShare(services, guardian, params);
      return sharesOf(params.student);
    },
    again: async ({ guardian, params }, problem) => ({
      ...(await readShares(services, guardian, params.student)),
      problem,
    }),
  });
  mountForm(app, drawing, contract.objectToShare, {
    act: async ({ guardian, params, body }) => {
      await objectToOther(services, guardian, params, body.text);
      return sharesOf(params.student);
    },
    again: async ({ guardian, params }, problem) => ({
      ...(await readShares(services, guardian, params.student)),
      problem,
    }),
  });
  mountPage(app, drawing, contract.sharedPage, ({ request, params }) =>
    readShared(services, params.share, passOf(request, publicUrl, params.share)),
  );
  mountForm(app, drawing, contract.openShare, {
    act: async ({ request, reply, params, body }) => {
      const pass = await giveSharePin(services, params.share, { ...body, network: networkOf(request.ip) });
      setFamilyCookie(reply, publicUrl, { kind: 'share', token: `${params.share}=${pass}`, isShared: true });
      return { next: contract.sharedPage.path.replace(':share', params.share) };
    },
    again: async ({ params }, problem) => ({ ...(await readShared(services, params.share, '')), problem }),
  });
  mountPage(app, { ...drawing, render: undefined }, contract.sharedBundle, ({ request, params }) =>
    readSharedBundle(services, params.share, passOf(request, publicUrl, params.share)),
  );
};
