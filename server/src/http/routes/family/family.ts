import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { wantsHtml } from '../../family/family-mount.ts';
import { parseMultipart } from '../../family/multipart-form.ts';
import { sendProblem } from '../../plugins/answers/problems.ts';
import { readPaced } from '../../plugins/guards/strict-body.ts';
import { problemDocument } from '../../problem-document.ts';
import { addFamilyEnrolmentRoutes } from '../enrolment/confirmations.ts';
import { addFamilyPromiseRoutes } from '../transfers/family-promises.ts';
import { addChildRoutes } from './child.ts';
import { addFamilyCodeRoutes } from './codes.ts';
import { addFamilyIdentity } from './identity.ts';
import { addFamilyJoin } from './join.ts';
import { addFamilyReviewRoutes } from './reviews.ts';
import type { FamilyRouteServices } from './services.ts';
import { addShareRoutes } from './shares.ts';
import { addFamilySignIn } from './sign-in.ts';
import { addFamilyTransferRoutes } from './transfer.ts';

/** A form without files as browsers send it; a member that is named twice is refused as in strict JSON. */
const parseForm = (body: string): Readonly<Record<string, string>> => {
  const members = [...new URLSearchParams(body)];
  const form = Object.fromEntries(members);
  if (Object.keys(form).length !== members.length) throw new RegistryError('INVALID_INPUT');
  // An empty field of a form is one that was left out.
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
};

/** Throws CROSS_SITE when the browser says that another site sent the form. */
const checkOrigin = ({ headers }: FastifyRequest, publicUrl: string): void => {
  const { origin, 'sec-fetch-site': site } = headers;
  const isOwn = origin === undefined || origin === publicUrl;
  if (!isOwn || (site !== undefined && site !== 'same-origin')) throw new RegistryError('CROSS_SITE');
};

/** All pages of families: HTML forms, so that the oldest phones and browsers without scripts come in. */
export const addFamilyRoutes = async (app: FastifyInstance, services: FamilyRouteServices): Promise<void> => {
  await app.register(async (family) => {
    family.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (request: FastifyRequest, body: string) =>
        readPaced(services.pace, request, () => parseForm(body)),
    );
    family.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer' },
      async (request: FastifyRequest, body: Buffer) => {
        const { headers, routeOptions } = request;
        if (routeOptions.config.takesFiles !== true) throw new RegistryError('UNSUPPORTED_MEDIA_TYPE');
        return readPaced(services.pace, request, () => parseMultipart(headers['content-type'] ?? '', body));
      },
    );
    family.addHook('preValidation', async (request) => {
      if (request.method === 'POST') checkOrigin(request, services.publicUrl);
    });
    family.setErrorHandler((error, request, reply) => {
      const { render, languageOf } = services.drawing;
      const { code, status } = problemDocument(error);
      if (render === undefined || !wantsHtml(request) || status >= 500)
        return sendProblem(error, request, reply);
      const html = render({ page: 'problem', code }, languageOf(request));
      return reply.code(status).type('text/html; charset=utf-8').send(html);
    });
    addFamilySignIn(family, services);
    addFamilyJoin(family, services);
    addFamilyIdentity(family, services);
    addChildRoutes(family, services);
    addShareRoutes(family, services);
    addFamilyCodeRoutes(family, services);
    addFamilyTransferRoutes(family, services);
    addFamilyEnrolmentRoutes(family, services);
    addFamilyReviewRoutes(family, services);
    addFamilyPromiseRoutes(family, services);
  });
};
