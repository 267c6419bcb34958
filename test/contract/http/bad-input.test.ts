import { listQuarantine } from '@hocba/server/storage/queries/replication/sync';
import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import { PROBLEM_TITLES } from '@hocba/shared/problem-titles';
import { PROBLEMS, type ProblemCode } from '@hocba/shared/problems';
import type { Entry } from '@hocba/shared/record/entry';
import type { SheetId, StudentId } from '@hocba/shared/school/identifiers';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addClassOfTwo,
  CLERK,
  DATABASE,
  entryOf,
  HEAD,
  OTHER_SCHOOL,
  PUPILS,
  RECEIVER,
  TEACHER,
} from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

let registry: Registry;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  registry = await startRegistry({ env: { RATE_LIMIT_PER_MINUTE: '100000' } });
  await addClassOfTwo(registry);
  for (const name of [TEACHER, HEAD, CLERK, RECEIVER]) tokens[name] = (await registry.signIn(name)).token;
});
afterAll(() => registry.close());

const post = (url: string, payload: object | string, as: string = TEACHER) =>
  registry.inject(tokens[as] ?? '', {
    method: 'POST',
    url,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    headers: { 'content-type': 'application/json' },
  });
const expectCode = (answer: LightMyRequestResponse, code: ProblemCode) =>
  expect([answer.statusCode, answer.json().code]).toEqual([PROBLEMS[code].status, code]);

const [pupil, neighbour] = PUPILS.map(({ id }) => id) as [StudentId, StudentId];
const good = (): Entry => entryOf([[neighbour, 'tx1', 70, null]]);
const push = (docs: readonly object[], as: string = TEACHER, name = DATABASE) =>
  post(
    `/sync/${name}/_bulk_docs`,
    { docs: docs.map((doc) => ({ _rev: '1-a', ...doc })), new_edits: false },
    as,
  );

describe('a document that no honest device sends is refused alone, by its code', () => {
  it.each<[string, (doc: Entry) => object, ProblemCode, string?]>([
    ['no cells', (doc) => ({ ...doc, cells: [] }), 'DOCUMENT_MALFORMED'],
    ['cells that are no list', (doc) => ({ ...doc, cells: { 0: 'x' } }), 'DOCUMENT_MALFORMED'],
    ['no author', ({ by: _, ...doc }) => doc, 'DOCUMENT_MALFORMED'],
    ['an unknown member', (doc) => ({ ...doc, admin: true }), 'DOCUMENT_MALFORMED'],
    ['a kind that there is not', (doc) => ({ ...doc, kind: 'finalize' }), 'DOCUMENT_MALFORMED'],
    ['a time that is none', (doc) => ({ ...doc, at: 'yesterday' }), 'DOCUMENT_MALFORMED'],
    ['the number 0', (doc) => ({ ...doc, n: 0 }), 'DOCUMENT_MALFORMED'],
    ['another sheet than its id', (doc) => ({ ...doc, sheet: '8A1:van:hk1' }), 'DOCUMENT_MALFORMED'],
    [
      'mark 8,75 as a number',
      (doc) => ({ ...doc, cells: [[pupil, 'tx1', 87.5, null]] }),
      'DOCUMENT_MALFORMED',
    ],
    ['a negative mark', (doc) => ({ ...doc, cells: [[pupil, 'tx1', -1, null]] }), 'DOCUMENT_MALFORMED'],
    ['a mark of true', (doc) => ({ ...doc, cells: [[pupil, 'tx1', true, null]] }), 'DOCUMENT_MALFORMED'],
    [
      'a pupil named __proto__',
      (doc) => ({ ...doc, cells: [['__proto__', 'tx1', 1, null]] }),
      'DOCUMENT_MALFORMED',
    ],
    [
      'a column named constructor',
      (doc) => ({ ...doc, cells: [[pupil, 'constructor', 1, null]] }),
      'DOCUMENT_MALFORMED',
    ],
    [
      '2,000 cells',
      (doc) => ({ ...doc, cells: Array(2000).fill([pupil, 'tx1', 1, null]) }),
      'DOCUMENT_MALFORMED',
    ],
    ['a later version', (doc) => ({ ...doc, v: 2 }), 'CLIENT_TOO_NEW'],
    [
      'a document of the registry',
      () => ({ _id: `record:${pupil}`, v: 1, kind: 'record' }),
      'DOCUMENT_MALFORMED',
    ],
    ['another author', (doc) => ({ ...doc, by: HEAD }), 'AUTHOR_MISMATCH'],
    [
      'another subject',
      () => entryOf([[pupil, 'tx1', 'Đ', null]], '8A1:gdtc:hk1' as SheetId),
      'OUT_OF_SCOPE',
    ],
    ['a foreign class', () => entryOf([[pupil, 'tx1', 80, null]], '8A2:toan:hk1' as SheetId), 'OUT_OF_SCOPE'],
    [
      'a class there is not',
      () => ({ ...entryOf([[pupil, 'tx1', 80, null]], '9A9:toan:hk1' as SheetId), by: HEAD }),
      'CLASS_UNKNOWN',
      HEAD,
    ],
    ['a history', (doc) => ({ ...doc, _rev: '2-b' }), 'NOT_A_SYNC_DOCUMENT'],
    ['a deletion', (doc) => ({ ...doc, _deleted: true }), 'NOT_A_SYNC_DOCUMENT'],
    [
      'an attachment',
      (doc) => ({ ...doc, _attachments: { a: { stub: true, digest: 'x' } } }),
      'DOCUMENT_MALFORMED',
    ],
  ])('fault 42: a document with %s is refused alone', async (_, spoil, code, as = TEACHER) => {
    const before = await countSubmissions(registry.db, DATABASE);
    const bad = spoil(good());
    const neighbourDoc = { ...good(), by: as };
    const answer = await push([bad, neighbourDoc], as);
    const refusal = { id: (bad as Entry)._id, error: 'forbidden', code, reason: PROBLEM_TITLES[code] };
    expect([answer.statusCode, answer.json()]).toEqual([201, [refusal]]);
    expect(await countSubmissions(registry.db, DATABASE)).toBe(before + 1);
    expect((await listQuarantine(registry.db, DATABASE)).map((row) => row.code)).toContain(code);
  });

  it('a member named __proto__, and one that is there twice', async () => {
    const texts = ['"__proto__":{"admin":true}', '"constructor":{}', '"v":1'].map(
      (member) => `${JSON.stringify({ _rev: '1-a', ...good() }).slice(0, -1)},${member}}`,
    );
    const body = `{"docs":[${texts.join(',')},${JSON.stringify({ _rev: '1-a', ...good() })}],"new_edits":false}`;
    const answer = await post(`/sync/${DATABASE}/_bulk_docs`, body);
    expect(answer.json().map(({ code }: { code: string }) => code)).toEqual(
      Array(3).fill('DOCUMENT_MALFORMED'),
    );
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});

describe('an honest slip is taken, and told by a verdict', () => {
  it.each<[string, unknown[], ProblemCode]>([
    ['mark 11', [pupil, 'tx1', 110, null], 'MARK_OUT_OF_RANGE'],
    ['mark "8,75"', [pupil, 'tx1', '8,75', null], 'MARK_WRONG_KIND'],
    ['Đ in a scored subject', [pupil, 'tx1', 'Đ', null], 'MARK_WRONG_KIND'],
    ['a pupil nobody knows', ['s0000000000zz', 'tx1', 80, null], 'STUDENT_UNKNOWN'],
    ['a column the sheet has not', [pupil, 'tx9', 80, null], 'COLUMN_UNKNOWN'],
  ])('an honest slip is taken, and told by a verdict: %s', async (_, cell, code) => {
    const doc = entryOf([cell]);
    expect([(await push([doc])).statusCode, (await push([doc])).json()]).toEqual([201, []]);
    await registry.idle();
    const url = `/sync/${DATABASE}/${encodeURIComponent(`verdict:${doc._id}`)}`;
    const verdict = await registry.inject(tokens[TEACHER] ?? '', { url });
    expect(verdict.json()).toMatchObject({
      outcome: 'refused',
      code,
      findings: [{ student: cell[0], code }],
    });
  });
});

describe('a request as a whole', () => {
  const bulk = `/sync/${DATABASE}/_bulk_docs`;
  const lookUp = {
    studentId: '0812345678',
    birthDate: '2013-05-17',
    code: '2222222222',
    purpose: 'transfer',
  };
  const large = 'x'.repeat(1_100_000);

  it.each<[string, string, object | string, ProblemCode, string?]>([
    ['no JSON', bulk, '{"docs":[', 'MALFORMED_JSON'],
    ['no batch', bulk, { documents: [] }, 'INVALID_INPUT'],
    ['nested 9,000 deep', bulk, '['.repeat(9000), 'MALFORMED_JSON'],
    ['a megabyte and more', bulk, { docs: [{ _id: large }] }, 'BODY_TOO_LARGE'],
    ['501 documents', bulk, { docs: Array(501).fill({ _id: 'x' }) }, 'BODY_TOO_LARGE'],
    ['another school', `/sync/${OTHER_SCHOOL}-2026-2027/_bulk_docs`, { docs: [] }, 'OUT_OF_SCOPE'],
    ['another school year', '/sync/08000101-2031-2032/_bulk_docs', { docs: [] }, 'OUT_OF_SCOPE'],
    ['no school year', '/sync/__proto__/_bulk_docs', { docs: [] }, 'OUT_OF_SCOPE'],
    ['look-up: no JSON', '/lookups', 'studentId=0812345678', 'MALFORMED_JSON', RECEIVER],
    ['look-up: unknown member', '/lookups', { ...lookUp, admin: true }, 'INVALID_INPUT', RECEIVER],
    ['look-up: __proto__', '/lookups', '{"__proto__":{"school":"08000101"}}', 'MALFORMED_JSON', RECEIVER],
    ['look-up: no birth date', '/lookups', { ...lookUp, birthDate: '17/5/2013' }, 'INVALID_INPUT', RECEIVER],
    [
      'look-up: a list for an id',
      '/lookups',
      { ...lookUp, studentId: ['0812345678'] },
      'INVALID_INPUT',
      RECEIVER,
    ],
    [
      'look-up: 64 KiB and more',
      '/lookups',
      { ...lookUp, code: large.slice(0, 70_000) },
      'BODY_TOO_LARGE',
      RECEIVER,
    ],
    [
      'look-up: pupil unknown',
      '/lookups',
      { ...lookUp, studentId: '9999999999' },
      'LOOKUP_REFUSED',
      RECEIVER,
    ],
    ['look-up: by a subject teacher', '/lookups', lookUp, 'FORBIDDEN', TEACHER],
    [
      'code: pupil unknown',
      '/consent-codes',
      { studentCode: '9999999999', school: OTHER_SCHOOL },
      'STUDENT_UNKNOWN',
      CLERK,
    ],
    [
      'code: pupil of another school',
      '/consent-codes',
      { studentCode: '0812345678', school: '01000201' },
      'STUDENT_UNKNOWN',
      RECEIVER,
    ],
    [
      'code: school unknown',
      '/consent-codes',
      { studentCode: '0812345678', school: '99999999' },
      'SCHOOL_UNKNOWN',
      CLERK,
    ],
    [
      'code: malformed',
      '/consent-codes',
      { studentCode: '0812345678; drop', school: OTHER_SCHOOL },
      'INVALID_INPUT',
      CLERK,
    ],
    [
      'sign-in: unknown member',
      '/auth/sign-in',
      { account: 'a.b', password: 'x', role: 'head' },
      'INVALID_INPUT',
    ],
    [
      'password: unknown member',
      '/auth/password',
      { current: 'a', next: 'b', account: HEAD },
      'INVALID_INPUT',
    ],
  ])('a bad request is refused as a whole: %s', async (_, url, body, code, as = TEACHER) => {
    expectCode(await post(url, body, as), code);
  });

  it.each(['/auth/me', `/sync/${DATABASE}/_changes`, `/sync/${DATABASE}/_acks/d0000000000aa`])(
    'a request with a token that has expired is refused as a whole: %s',
    async (url) => {
      const { token } = await registry.signIn(TEACHER);
      registry.pass(601_000);
      const answer = await registry.inject(token, { url });
      registry.pass(-601_000);
      expectCode(answer, 'TOKEN_EXPIRED');
    },
  );
});
