import { homePage } from '@hocba/shared/contract/family/child';
import * as contract from '@hocba/shared/contract/family/sign-in';
import { maskContact } from '@hocba/shared/school/contact';
import type { Relation } from '@hocba/shared/school/guardians';
import { parseBirthText } from '@hocba/shared/school/pupil/birth-date';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { contactOf } from '../../../guardians/accounts/challenge.ts';
import {
  addChild,
  findShown,
  join,
  readShown,
  sendJoinCode,
  showSlip,
} from '../../../guardians/links/join.ts';
import { renew } from '../../../guardians/links/renew.ts';
import { clearFamilyCookie, readFamilyCookie, setFamilyCookie } from '../../family/family-cookies.ts';
import { mountForm, mountPage } from '../../family/family-mount.ts';
import { networkOf } from '../../network.ts';
import { findGuardianOf } from '../../plugins/guards/guardian-auth.ts';
import type { FamilyRouteServices } from './services.ts';

const NO_SLIP = { page: 'join', step: 'slip', relation: null, renews: false, sentTo: null } as const;

/** A slip as people copy it: the code in groups and small letters, the date with slashes. */
const tidySlip = (typed: Readonly<Record<string, unknown>>): object => {
  const [code, student] = [typed.code, typed.studentId].map((text) =>
    typeof text === 'string' ? text.replace(/[\s.-]/g, '').toUpperCase() : text,
  );
  const born = typeof typed.birthDate === 'string' ? parseBirthText(typed.birthDate) : undefined;
  const birthDate =
    born !== undefined && 'value' in born && born.value !== null ? born.value : typed.birthDate;
  return { ...typed, code, studentId: student, birthDate };
};

/** How far the browser has come with its slip, as the page shows it. */
const stateOf = async (
  services: FamilyRouteServices,
  request: FastifyRequest,
): Promise<Omit<contract.JoinPage, 'problem'>> => {
  const token = readFamilyCookie(request, services.publicUrl, 'family-way');
  const shown = await findShown(services, token);
  if (shown === undefined) return NO_SLIP;
  const relation = shown.slip.relation as Relation | null;
  const renews = shown.slip.guardian !== null;
  if (!renews && (await findGuardianOf(request, services)) !== null) {
    return { page: 'join', step: 'child', relation, renews, sentTo: null };
  }
  const contact = contactOf(shown.way);
  const step = contact === undefined ? 'contact' : 'account';
  return {
    page: 'join',
    step,
    relation,
    renews,
    sentTo: contact === undefined ? null : maskContact(contact),
  };
};

/** The steps in which a family uses a slip of the school. */
export const addFamilyJoin = (app: FastifyInstance, services: FamilyRouteServices): void => {
  const { publicUrl, drawing } = services;
  const here = { next: contract.joinPage.path };
  const wayOf = (request: FastifyRequest) => readFamilyCookie(request, publicUrl, 'family-way');
  const again = async ({ request }: { request: FastifyRequest }, problem: contract.FormProblem) => ({
    ...(await stateOf(services, request)),
    problem,
  });

  mountPage(app, drawing, contract.joinPage, async ({ request, query }) => ({
    ...(query.step === 'slip' ? NO_SLIP : await stateOf(services, request)),
    problem: null,
  }));
  mountForm(app, drawing, contract.showSlip, {
    act: async ({ body, request, reply }) => {
      const token = await showSlip(services, body, networkOf(request.ip));
      setFamilyCookie(reply, publicUrl, { kind: 'family-way', token });
      return here;
    },
    again: (_, problem) => ({ ...NO_SLIP, problem }),
    tidy: tidySlip,
  });
  mountForm(app, drawing, contract.joinContact, {
    act: async ({ body, request }) => {
      const language = drawing.languageOf(request);
      await sendJoinCode(services, wayOf(request), { ...body, network: networkOf(request.ip), language });
      return here;
    },
    again,
  });
  mountForm(app, drawing, contract.joinAccount, {
    act: async ({ body, request, reply }) => {
      const isShared = body.shared === 'on';
      const said = {
        code: body.code,
        pin: body.pin,
        name: body.name ?? '',
        relation: body.relation ?? null,
        isShared,
        language: drawing.languageOf(request),
        network: networkOf(request.ip),
      };
      const { slip } = await readShown(services, wayOf(request));
      const enter = slip.guardian === null ? join : renew;
      const token = await enter(services, wayOf(request), said);
      setFamilyCookie(reply, publicUrl, { kind: 'family', token, isShared });
      clearFamilyCookie(reply, publicUrl, 'family-way');
      return { next: homePage.path };
    },
    again,
  });
  mountForm(app, drawing, contract.joinChild, {
    act: async ({ body, guardian, request, reply }) => {
      await addChild(services, guardian, wayOf(request), body.relation ?? null);
      clearFamilyCookie(reply, publicUrl, 'family-way');
      return { next: homePage.path };
    },
    again,
  });
};
