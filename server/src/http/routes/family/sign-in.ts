import { homePage } from '@hocba/shared/contract/family/child';
import * as contract from '@hocba/shared/contract/family/sign-in';
import { maskContact } from '@hocba/shared/school/contact';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkCode, contactOf, findWay } from '../../../guardians/accounts/challenge.ts';
import { endOwnSession } from '../../../guardians/accounts/guardian-session.ts';
import { beginSignIn, endSignIn } from '../../../guardians/accounts/guardian-sign-in.ts';
import { clearFamilyCookie, readFamilyCookie, setFamilyCookie } from '../../family/family-cookies.ts';
import { mountForm, mountPage } from '../../family/family-mount.ts';
import { networkOf } from '../../network.ts';
import type { FamilyRouteServices } from './services.ts';

const noWay = ({ provider }: FamilyRouteServices) =>
  ({ page: 'sign-in', step: 'contact', sentTo: null, provider: provider !== undefined }) as const;

/** The state of the way in that the browser is walking, as the page shows it. */
const stateOf = async (
  services: FamilyRouteServices,
  request: FastifyRequest,
): Promise<Omit<contract.SignInPage, 'problem'>> => {
  const token = readFamilyCookie(request, services.publicUrl, 'family-way');
  const way = await findWay(services, token);
  const contact = way && contactOf(way);
  if (way === undefined || contact === undefined || way.link_code !== null) return noWay(services);
  const step = way.verified_at === null ? 'code' : 'pin';
  return { ...noWay(services), step, sentTo: maskContact(contact) };
};

/** The steps in which a guardian signs in, and signing out. */
export const addFamilySignIn = (app: FastifyInstance, services: FamilyRouteServices): void => {
  const { publicUrl, drawing } = services;
  const again = async ({ request }: { request: FastifyRequest }, problem: contract.FormProblem) => {
    const state = problem.code === 'CODE_OVER' ? noWay(services) : await stateOf(services, request);
    return { ...state, problem };
  };
  const here = { next: contract.signInPage.path };

  mountPage(app, drawing, contract.signInPage, async ({ request, query }) => ({
    ...(query.step === 'contact' ? noWay(services) : await stateOf(services, request)),
    problem: null,
  }));
  mountForm(app, drawing, contract.askForCode, {
    act: async ({ body, request, reply }) => {
      const token = await beginSignIn(services, { contact: body.contact, network: networkOf(request.ip) });
      setFamilyCookie(reply, publicUrl, { kind: 'family-way', token });
      return here;
    },
    again: (_, problem) => ({ ...noWay(services), problem }),
  });
  mountForm(app, drawing, contract.giveCode, {
    act: async ({ body, request }) => {
      await checkCode(services, readFamilyCookie(request, publicUrl, 'family-way'), body.code);
      return here;
    },
    again,
  });
  mountForm(app, drawing, contract.givePin, {
    act: async ({ body, request, reply }) => {
      const isShared = body.shared === 'on';
      const way = readFamilyCookie(request, publicUrl, 'family-way');
      const said = { pin: body.pin, isShared, network: networkOf(request.ip) };
      const token = await endSignIn(services, way, said);
      setFamilyCookie(reply, publicUrl, { kind: 'family', token, isShared });
      clearFamilyCookie(reply, publicUrl, 'family-way');
      return { next: homePage.path };
    },
    again,
  });
  mountForm(app, drawing, contract.chooseLanguage, {
    act: async ({ body: { language, next }, reply }) => {
      setFamilyCookie(reply, publicUrl, { kind: 'family-language', token: language });
      return { next };
    },
    again: (_, problem) => ({ ...noWay(services), problem }),
  });
  mountForm(app, drawing, contract.leave, {
    act: async ({ guardian, reply }) => {
      await endOwnSession(services, guardian);
      clearFamilyCookie(reply, publicUrl, 'family');
      return here;
    },
    again: (_, problem) => ({ ...noWay(services), problem }),
  });
};
