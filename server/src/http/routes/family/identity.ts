import { homePage } from '@hocba/shared/contract/family/child';
import * as contract from '@hocba/shared/contract/family/identity';
import type { FastifyInstance } from 'fastify';
import { beginIdentity, endIdentity } from '../../../guardians/accounts/identity-sign-in.ts';
import { clearFamilyCookie, readFamilyCookie, setFamilyCookie } from '../../family/family-cookies.ts';
import { mountForm, mountPage, wantsHtml } from '../../family/family-mount.ts';
import { mount } from '../../mount.ts';
import { networkOf } from '../../network.ts';
import type { FamilyRouteServices } from './services.ts';

/** Coming in through an identity provider: there, back, and in. */
export const addFamilyIdentity = (app: FastifyInstance, services: FamilyRouteServices): void => {
  const { publicUrl, drawing } = services;
  mount(app, contract.goToProvider, async ({ request, reply }) => {
    const { token, address } = await beginIdentity(services);
    setFamilyCookie(reply, publicUrl, { kind: 'family-identity', token });
    if (wantsHtml(request)) reply.code(303).header('location', address);
    return { address };
  });
  // The browser comes from another site and brings no cookie: the page's own button does.
  mountPage(app, drawing, contract.identityPage, ({ request }) => {
    const [, answer = ''] = /\?(.*)$/.exec(request.url) ?? [];
    return { page: 'identity' as const, answer: answer.slice(0, 4000), problem: null };
  });
  mountForm(app, drawing, contract.comeIn, {
    act: async ({ body, request, reply }) => {
      const isShared = body.shared === 'on';
      const token = readFamilyCookie(request, publicUrl, 'family-identity');
      const coming = { isShared, network: networkOf(request.ip), language: drawing.languageOf(request) };
      const session = await endIdentity(services, { token, answer: body.answer }, coming);
      setFamilyCookie(reply, publicUrl, { kind: 'family', token: session, isShared });
      clearFamilyCookie(reply, publicUrl, 'family-identity');
      return { next: homePage.path };
    },
    again: (_, problem) => ({
      ...{ page: 'sign-in', step: 'contact', sentTo: null, provider: true },
      problem,
    }),
  });
};
