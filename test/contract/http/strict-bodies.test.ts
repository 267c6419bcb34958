import { mount } from '@hocba/server/http/mount';
import type { Endpoint } from '@hocba/shared/contract/endpoint';
import { PROBLEM_TITLES } from '@hocba/shared/problem-titles';
import type { ProblemCode } from '@hocba/shared/problems';
import type { LightMyRequestResponse } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

/** A route as careless as one can be written: only the server's own strictness stands before the handler. */
const putMark = {
  method: 'POST',
  path: '/test/marks',
  summary: 'Takes one mark',
  access: 'public',
  body: Type.Object(
    {
      mark: Type.Number({ minimum: 0, maximum: 10 }),
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
    },
    { additionalProperties: false },
  ),
  response: Type.Object({ mark: Type.Number() }, { additionalProperties: false }),
} as const satisfies Endpoint;

let registry: Registry;
let taken: unknown[] = [];

beforeAll(async () => {
  registry = await startRegistry({
    env: { RATE_LIMIT_PER_MINUTE: '10000' },
    extend: (app) =>
      mount(app, putMark, ({ body }) => {
        taken.push(body);
        return { mark: body.mark };
      }),
  });
});
afterAll(() => registry.close());

const post = (payload: string | Buffer, headers: Record<string, string> = {}, url = '/test/marks') =>
  registry.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  });

/** A refusal is a problem document with a code of the catalogue, and the handler saw nothing. */
const expectProblem = (answer: LightMyRequestResponse, ...codes: ProblemCode[]) => {
  const problem = answer.json();
  expect(codes).toContain(problem.code);
  expect(problem).toMatchObject({
    type: `urn:hocba:problem:${problem.code}`,
    status: answer.statusCode,
    title: PROBLEM_TITLES[problem.code as ProblemCode],
  });
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(taken).toEqual([]);
  taken = [];
};

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

it('a good body is taken', async () => {
  expect((await post('{"mark":8.5,"name":"Nguyễn"}')).json()).toEqual({ mark: 8.5 });
  expect(taken).toEqual([{ mark: 8.5, name: 'Nguyễn' }]);
  taken = [];
});

it.each([
  ['mark null', '{"mark":null}'],
  ['mark true', '{"mark":true}'],
  ['mark as text', '{"mark":"9.5"}'],
  ['mark in a list', '{"mark":[9]}'],
  ['name null', '{"mark":5,"name":null}'],
  ['name a number', '{"mark":5,"name":12}'],
  ['extra member', '{"mark":5,"role":"admin"}'],
  ['no mark', '{}'],
  ['mark too high', '{"mark":10.5}'],
  ['a list', '[]'],
  ['a word', 'null'],
])('a bad body is refused by schema: %s', async (_, body) => {
  const answer = await post(body);
  expectProblem(answer, 'INVALID_INPUT');
  expect(answer.json().errors[0]).toMatchObject({
    path: expect.stringMatching(/^body/),
    rule: expect.any(String),
  });
});

it.each<[string, string | Buffer]>([
  ['duplicate member', '{"mark":5,"mark":10}'],
  ['rounds up to ten', '{"mark":9.999999999999999999}'],
  ['exponent', '{"mark":1e1}'],
  ['minus zero', '{"mark":-0}'],
  ['invalid UTF-8', bytes('{"mark":5,"name":"', [0xff, 0xfe], '"}')],
  ['lone surrogate', '{"mark":5,"name":"\\ud800"}'],
  ['NUL', '{"mark":5,"name":"a\\u0000b"}'],
  ['bidi override', '{"mark":5,"name":"a\u202eb"}'],
  ['BOM', bytes([0xef, 0xbb, 0xbf], '{"mark":5}')],
  ['UTF-16', Buffer.from('{"mark":5}', 'utf16le')],
  ['__proto__', '{"mark":5,"__proto__":{"role":"admin"}}'],
  ['constructor.prototype', '{"mark":5,"constructor":{"prototype":{"role":"admin"}}}'],
  ['depth 20,000', '['.repeat(20_000)],
  ['empty', ''],
  ['two values', '{"mark":5}{"mark":6}'],
  ['single quotes', "{'mark':5}"],
])('a bad body is refused by the parser: %s', async (_, body) => {
  expectProblem(await post(body), 'MALFORMED_JSON');
});

it('a body over 64 KiB is refused without being read, announced or not', async () => {
  expectProblem(await post(`{"mark":5,"name":"${'x'.repeat(70_000)}"}`), 'BODY_TOO_LARGE');
  expectProblem(await post('['.repeat(1_048_576)), 'BODY_TOO_LARGE');
});

it.each([
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'application/json; charset=utf-16',
  'application/json; charset=utf-8; x=y',
  'application/json\t; charset=latin1',
  'application/json, text/plain',
  'application/json garbage',
  'application/vnd.api+json',
  'application/merge-patch+json',
])('the content type %s is refused, for a bad body and for a good one', async (type) => {
  for (const body of ['{"mark":null}', '{"mark":5}']) {
    expectProblem(await post(body, { 'content-type': type }), 'UNSUPPORTED_MEDIA_TYPE');
  }
});

it.each([
  'application/json',
  'APPLICATION/JSON',
  'application/json; charset=utf-8',
  'Application/Json;charset=UTF-8',
])('a body of content type %s is held to the same strictness', async (type) => {
  expectProblem(await post('{"mark":null}', { 'content-type': type }), 'INVALID_INPUT');
  expectProblem(await post('{"mark":5,"mark":6}', { 'content-type': type }), 'MALFORMED_JSON');
});

it('a body without a content type is refused, and a compressed one too', async () => {
  expectProblem(
    await registry.app.inject({ method: 'POST', url: '/test/marks', payload: Buffer.from('{"mark":5}') }),
    'UNSUPPORTED_MEDIA_TYPE',
  );
  expectProblem(await post('{"mark":5}', { 'content-encoding': 'gzip' }), 'UNSUPPORTED_MEDIA_TYPE');
});

it('the real sign-in route answers every refusal in one form', async () => {
  for (const body of [
    '{"account":null,"password":"x"}',
    '{"account":"a.b","password":12}',
    '{"account":["a.b"],"password":"x"}',
  ]) {
    expectProblem(await post(body, {}, '/auth/sign-in'), 'INVALID_INPUT');
  }
  expectProblem(
    await post('{"account":"a.b","account":"c.d","password":"x"}', {}, '/auth/sign-in'),
    'MALFORMED_JSON',
  );
});

it('a refusal says where the fault is and repeats nothing of what was sent', async () => {
  const answers = [
    await post('{"mark":"planted-1","planted-2":1}'),
    await post('{"planted-3":1,"planted-3":2}'),
    await post('{"mark":"planted'),
  ];
  for (const answer of answers) expect(answer.body).not.toContain('planted');
});
