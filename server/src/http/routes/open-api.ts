import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import { openApi } from '@hocba/shared/contract/open-api';
import type { FastifyInstance } from 'fastify';
import { mount } from '../mount.ts';

/** The description of this interface, made from the routes themselves. */
export const addOpenApiRoute = (app: FastifyInstance): void =>
  mount(app, openApi, () => app.swagger() as ResponseOf<typeof openApi>);
