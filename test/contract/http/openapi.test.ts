import { readFileSync } from 'node:fs';
import * as accounts from '@hocba/shared/contract/accounts';
import * as alarms from '@hocba/shared/contract/alarms';
import * as auth from '@hocba/shared/contract/auth';
import type { Endpoint } from '@hocba/shared/contract/endpoint';
import * as enrolment from '@hocba/shared/contract/enrolment/confirmation';
import * as recordSlips from '@hocba/shared/contract/enrolment/record-slip';
import * as familyChild from '@hocba/shared/contract/family/child';
import * as familyCodes from '@hocba/shared/contract/family/codes';
import * as familyIdentity from '@hocba/shared/contract/family/identity';
import * as familyMessages from '@hocba/shared/contract/family/messages';
import * as familyOffice from '@hocba/shared/contract/family/office';
import * as familyObjections from '@hocba/shared/contract/family/quarrels/objections';
import * as familyReviews from '@hocba/shared/contract/family/reviews';
import * as familyRunning from '@hocba/shared/contract/family/running/running-year';
import * as familyShares from '@hocba/shared/contract/family/shares';
import * as familySignIn from '@hocba/shared/contract/family/sign-in';
import * as familySlips from '@hocba/shared/contract/family/slips';
import * as familyTransfer from '@hocba/shared/contract/family/transfer';
import * as health from '@hocba/shared/contract/health';
import * as keys from '@hocba/shared/contract/keys';
import * as lookUp from '@hocba/shared/contract/look-up';
import * as lookUpRequests from '@hocba/shared/contract/look-up/requests';
import * as gatewayMessages from '@hocba/shared/contract/messages/gateway';
import * as officeMessages from '@hocba/shared/contract/messages/office';
import * as openApi from '@hocba/shared/contract/open-api';
import * as promises from '@hocba/shared/contract/promises/endpoints';
import * as familyPromises from '@hocba/shared/contract/promises/family';
import * as rescue from '@hocba/shared/contract/rescue';
import * as reviews from '@hocba/shared/contract/reviews/endpoints';
import * as schools from '@hocba/shared/contract/schools';
import * as security from '@hocba/shared/contract/security';
import * as sync from '@hocba/shared/contract/sync';
import * as transfers from '@hocba/shared/contract/transfers/endpoints';
import * as oversight from '@hocba/shared/contract/transfers/oversight';
import { PROBLEMS } from '@hocba/shared/problems';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { OPENAPI_FILE, openApiText } from '../../run/openapi.ts';

interface Answer {
  readonly $ref?: string;
  readonly content?: Record<string, { schema: Record<string, unknown> }>;
}
interface Operation {
  readonly security: readonly Record<string, unknown>[];
  readonly responses: Record<string, Answer>;
}
interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: { readonly Problem: { properties: { code: { enum: string[] } } } };
  };
}

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'method' in value;

/** Every endpoint value of the contract, by method and path. */
const ENDPOINTS: readonly (readonly [name: string, endpoint: Endpoint])[] = [
  accounts,
  alarms,
  auth,
  enrolment,
  recordSlips,
  familyChild,
  familyCodes,
  familyOffice,
  familyShares,
  familyIdentity,
  familyMessages,
  familySignIn,
  familySlips,
  familyTransfer,
  health,
  keys,
  lookUp,
  gatewayMessages,
  officeMessages,
  lookUpRequests,
  openApi,
  rescue,
  schools,
  security,
  sync,
  reviews,
  familyObjections,
  familyReviews,
  familyRunning,
  oversight,
  transfers,
  promises,
  familyPromises,
]
  .flatMap((module): unknown[] => Object.values(module))
  .filter(isEndpoint)
  .map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]);

let registry: Registry;
let document: Document;
beforeAll(async () => {
  registry = await startRegistry();
  document = registry.app.swagger() as unknown as Document;
});
afterAll(() => registry.close());

const operationOf = ({ method, path }: Endpoint): Operation | undefined =>
  document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];

it('the committed file is what the routes give', () => {
  const isSame = openApiText(registry.app) === readFileSync(OPENAPI_FILE, 'utf8');
  expect(isSame, 'server/openapi.json is out of date; run: node test/run/openapi.ts').toBe(true);
});

it('the description is served to everybody', async () => {
  const answer = await registry.app.inject({ url: '/openapi.json' });
  expect([answer.statusCode, answer.json()]).toEqual([200, JSON.parse(openApiText(registry.app))]);
});

/** The replication protocol as devices speak it. */
const COUCH = [
  'GET /sync/',
  ...['', '/'].flatMap((end) => ['GET', 'PUT', 'DELETE'].map((method) => `${method} /sync/:db${end}`)),
  'POST /sync/:db/_revs_diff',
  'POST /sync/:db/_bulk_docs',
  'POST /sync/:db/_bulk_get',
  'GET /sync/:db/_changes',
  'POST /sync/:db/_changes',
  'GET /sync/:db/_snapshot',
  'PUT /sync/:db/_local/{*}',
  'GET /sync/:db/{*}',
];

it('field 41: the description lists the routes of the replication protocol, each with what it does and for whom', () => {
  for (const name of COUCH) {
    const [method = '', path = ''] = name.split(' ');
    const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect(operation).toMatchObject({
      summary: expect.stringMatching(/^[A-Z].{10,}/),
      description: expect.stringContaining('clerk'),
      responses: { 200: { description: 'As CouchDB answers' } },
      security: [{ bearer: [] }],
    });
  }
});

it('the description holds the endpoints of the contract and no others', () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(described.toSorted()).toEqual([...ENDPOINTS.map(([name]) => name), ...COUCH].toSorted());
});

describe.each(ENDPOINTS)('%s', (_, endpoint) => {
  it('the description of an endpoint says what it answers', () => {
    const [media, content] = Object.entries(operationOf(endpoint)?.responses[200]?.content ?? {})[0] ?? [];
    expect(media).toBe(endpoint.produces ?? 'application/json');
    const { type } = endpoint.response as { type?: string };
    expect(type).toBeDefined();
    expect(content?.schema.type).toBe(type);
  });

  it('the description of an endpoint says what it needs: nothing, an access token or the cookie of a guardian', () => {
    const needs = { public: [], guardian: [{ family: [] }] };
    const { access } = endpoint;
    const expected = access === 'public' || access === 'guardian' ? needs[access] : [{ bearer: [] }];
    expect(operationOf(endpoint)?.security).toEqual(expected);
  });

  it('the description of an endpoint names the one description of problems', () => {
    expect(operationOf(endpoint)?.responses.default).toEqual({ $ref: '#/components/responses/Problem' });
  });
});

it('the description names problems with every code of the catalogue', () => {
  expect(document.components.schemas.Problem.properties.code.enum).toEqual(Object.keys(PROBLEMS));
});

it('a real problem fits its description', async () => {
  const answer = await registry.app.inject({ url: '/auth/me' });
  const { required } = document.components.schemas.Problem as unknown as { required: string[] };
  expect(Object.keys(answer.json())).toEqual(required);
});

it('the description holds no example, because an example could be of a person', () => {
  expect(openApiText(registry.app)).not.toMatch(/"examples?":/);
});
