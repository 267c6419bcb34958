import { listYearRecords, saveYearRecords } from '@hocba/server/storage/queries/records/year-records';
import type { AskReviewPage, ReviewsPage } from '@hocba/shared/contract/family/reviews';
import type { ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLERK, entryOf, HEAD, PUPILS, RECEIVER, TEACHER, YEAR } from '../../fixtures/class-of-two.ts';
import type { FamilyBrowser } from '../../fixtures/family/family-browser.ts';
import { type Parents, startParents } from '../../fixtures/family/parents.ts';
import { openReviewSteps, type ReviewSteps, WISH } from '../../fixtures/family/review-steps.ts';
import type { Registry } from '../../fixtures/registry.ts';

const DAY = 86_400_000;
const PUPIL = PUPILS[0] as (typeof PUPILS)[0];

let parents: Parents;
let registry: Registry;
let mother: FamilyBrowser;
let own: ReviewSteps['own'];
let file: ReviewSteps['file'];
let as: ReviewSteps['as'];
let read: ReviewSteps['read'];
let act: ReviewSteps['act'];
let thread: ReviewSteps['thread'];
beforeEach(async () => {
  parents = await startParents();
  ({ registry, mother } = parents);
  ({ own, file, as, read, act, thread } = openReviewSteps(parents));
});
afterEach(() => registry.close());

/** Enters a mark of the first pupil as the teacher’s device does. */
const enter = async (value: number, prev: string | null = null): Promise<string> => {
  const entry = entryOf([[PUPIL.id, 'tx1', value, prev]]);
  const { token } = await registry.signIn(TEACHER);
  const docs = [{ ...entry, _rev: '1-0123456789abcdef0123456789abcdef' }];
  const url = `/sync/08000101-${YEAR}/_bulk_docs`;
  const answer = await registry.inject(token, { method: 'POST', url, payload: { docs, new_edits: false } });
  if (answer.statusCode >= 300) throw new Error(answer.body);
  await registry.idle();
  return entry._id;
};
const cells = async () =>
  (await registry.db.query.select().from(registry.db.tables.sheet)).map(({ body }) => JSON.parse(body).cells);

it('a guardian points at a cell of a sheet, and the school sees it with the value, the time left and the reason', async () => {
  await enter(60);
  const page = (await mother.get(own(`ask-review?year=${YEAR}&subject=toan`))).json<AskReviewPage>();
  expect(page).toMatchObject({
    years: [YEAR],
    subjects: ['gdtc', 'toan', 'homeroom'],
    subject: 'toan',
    days: 5,
  });
  expect(page.terms.map(({ term, columns }) => [term, columns.length])).toEqual([
    ['hk1', 6],
    ['hk2', 6],
  ]);
  const id = await file();
  const { reviews } = (await as(CLERK, '/reviews')).json<{ reviews: ReviewEntry[] }>();
  expect(reviews).toMatchObject([
    {
      ...{ id, student: PUPIL.id, guardian: 'Ma Thị Hường', look: null, state: 'received', acts: ['say'] },
      cell: {
        cell: { column: 'tx1', term: 'hk1', class: '8A1' },
        value: '6,0',
        place: 'sheet',
        isCorrected: false,
      },
      clock: { due: '2026-10-08T10:00:00.000Z', stage: 'running' },
    },
  ]);
  expect((await read(HEAD, id)).acts).toEqual(['accept', 'decline', 'ask', 'say']);
  expect((await thread(id)).lines).toMatchObject([{ side: 'family', by: 'Ma Thị Hường', text: WISH.text }]);
});

it('a request goes back and forth: the question stops the clock, the answer starts it, and no mark is ever edited', async () => {
  await enter(60);
  const before = await cells();
  const id = await file();
  expect((await act(HEAD, id, { kind: 'ask', text: 'Bài nào ạ?' })).statusCode).toBe(200);
  expect((await read(HEAD, id)).clock).toMatchObject({ due: null, stage: 'paused' });
  expect((await thread(id)).review).toMatchObject({ state: 'waiting', due: null });
  registry.pass(DAY);
  expect((await mother.post(own(`reviews/${id}/say`), { text: 'Bài ngày 12' })).statusCode).toBe(200);
  expect((await thread(id)).review).toMatchObject({ state: 'processing', due: '2026-10-09T10:00:00.000Z' });
  expect((await act(TEACHER, id, { kind: 'say', text: 'Tôi xem lại vở rồi' })).statusCode).toBe(200);
  expect((await act(HEAD, id, { kind: 'decline', text: 'Bài đó chấm 6' })).statusCode).toBe(200);
  const { review, lines, maySay } = await thread(id);
  expect([review.state, review.outcome, maySay]).toEqual(['done', 'declined', false]);
  expect(lines.map(({ kind, side }) => [kind, side])).toEqual([
    ['file', 'family'],
    ['ask', 'school'],
    ['answer', 'family'],
    ['say', 'school'],
    ['decline', 'school'],
  ]);
  expect(await cells()).toEqual(before);
});

it('an accepted request about an open sheet stands on the list of its teacher until the cell was corrected', async () => {
  const first = await enter(60);
  const id = await file();
  expect((await act(HEAD, id, { kind: 'accept', text: 'Sửa thành 8' })).statusCode).toBe(200);
  const [onList] = (await as(TEACHER, '/reviews')).json<{ reviews: ReviewEntry[] }>().reviews;
  expect(onList).toMatchObject({ id, state: 'signed', acts: ['say'], clock: { stage: 'running' } });
  expect((await act(TEACHER, id, { kind: 'complete' })).json().code).toBe('REVIEW_NOT_CORRECTED');
  await enter(80, first);
  expect(await read(TEACHER, id)).toMatchObject({
    cell: { value: '8,0', isCorrected: true },
    acts: ['complete', 'say'],
  });
  expect((await act(TEACHER, id, { kind: 'complete' })).statusCode).toBe(200);
  expect((await thread(id)).review).toMatchObject({ state: 'done', outcome: 'accepted' });
});

it('an accepted request about a signed record waits as an open correction, which the office sees without a clock', async () => {
  await enter(60);
  const { db } = registry;
  const [record] = await listYearRecords(db, `08000101-${YEAR}`, ['8A1']);
  if (record === undefined) throw new Error('no record of the first pupil');
  await db.commit(saveYearRecords([{ ...record, state: 'finalised', version: record.version + 1 }]));
  const id = await file();
  await act(HEAD, id, { kind: 'accept', text: 'Đúng là 8' });
  for (const account of [HEAD, CLERK]) {
    const [entry] = (await as(account, '/reviews')).json<{ reviews: ReviewEntry[] }>().reviews;
    expect(entry).toMatchObject({
      id,
      state: 'signed',
      outcome: 'accepted',
      cell: { place: 'record' },
      clock: null,
    });
  }
  expect((await thread(id)).review).toMatchObject({ place: 'record', due: null });
});

it('a request about a cell that is asked about already, or that nobody has, is refused, and another guardian may not read it', async () => {
  const id = await file();
  const again = await parents.father.post(own('ask-review'), { ...WISH, text: 'Tôi cũng thấy' });
  expect([again.statusCode, again.json().code]).toEqual([409, 'REVIEW_OPEN']);
  for (const wrong of [
    { cell: 'hk1:tx9' },
    { cell: 'summer:retest' },
    { subject: 'van' },
    { year: '2020-2021' },
  ]) {
    const answer = await mother.post(own('ask-review'), { ...WISH, ...wrong });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'REVIEW_CELL_UNKNOWN']);
  }
  expect((await parents.father.get(own(`reviews/${id}`))).statusCode).toBe(404);
  expect((await parents.father.get(own('reviews'))).json<ReviewsPage>().reviews).toEqual([]);
  expect((await mother.get(own('reviews'))).json<ReviewsPage>().reviews).toMatchObject([
    { id, state: 'received' },
  ]);
});

it('a request of others is as unknown as one that does not exist, to other schools and to teachers of other subjects', async () => {
  const id = await file();
  const none = '01KB0000000000000000000001';
  await registry.addAccount({
    ...{ name: 'gdtc.8a1', role: 'teacher' },
    assignments: [{ year: YEAR, class: '8A1', subject: 'gdtc' }] as never,
  });
  for (const account of [RECEIVER, 'gdtc.8a1']) {
    expect((await as(account, '/reviews')).json()).toEqual({ reviews: [] });
    for (const [url, payload] of [
      ['', undefined],
      ['/events', { seq: 1, act: { kind: 'say', text: 'x' } }],
    ] as const) {
      const answers = [
        await as(account, `/reviews/${id}${url}`, payload),
        await as(account, `/reviews/${none}${url}`, payload),
      ];
      expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual(
        Array(2).fill([404, answers[0]?.body]),
      );
    }
  }
});

it('the guardian who asked is told of question and answer, and no other guardian is', async () => {
  const id = await file();
  await act(HEAD, id, { kind: 'ask', text: 'Bài nào ạ?' });
  await mother.post(own(`reviews/${id}/say`), { text: 'Bài ngày 12' });
  await act(HEAD, id, { kind: 'decline', text: 'Bài đó chấm 6' });
  await registry.idle();
  const rows = await registry.db.query.select().from(registry.db.tables.message);
  const told = rows
    .filter(({ sentence }) => sentence.startsWith('review-'))
    .map((row) => [row.sentence, row.contact]);
  expect(told).toEqual([
    ['review-asked', '+84900000001'],
    ['review-answered', '+84900000001'],
  ]);
});

it('a question that nobody answers for thirty days ends the request, and one that was answered does not', async () => {
  const ids = [await file(), await file({ ...WISH, cell: 'hk1:tx2' })];
  for (const id of ids) await act(HEAD, id, { kind: 'ask', text: 'Bài nào ạ?' });
  await mother.post(own(`reviews/${ids[1]}/say`), { text: 'Bài ngày 12' });
  registry.pass(31 * DAY);
  await registry.idle();
  expect((await read(HEAD, ids[0] ?? '')).state).toBe('stopped');
  expect((await read(HEAD, ids[1] ?? '')).state).toBe('processing');
});

it('a guardian takes a request back before the school has decided, and not after', async () => {
  const [one, other] = [await file(), await file({ ...WISH, cell: 'hk1:' })];
  expect((await mother.post(own(`reviews/${one}/withdraw`), {})).statusCode).toBe(200);
  expect((await thread(one)).review.state).toBe('withdrawn');
  await act(HEAD, other, { kind: 'accept', text: 'Đúng' });
  const late = await mother.post(own(`reviews/${other}/withdraw`), {});
  expect([late.statusCode, late.json().code]).toEqual([409, 'ACTION_NOT_ALLOWED']);
});

it('a guardian who asks and takes back again and again is refused after twenty requests in a week', async () => {
  for (let n = 0; n < 20; n += 1) {
    expect((await mother.post(own(`reviews/${await file()}/withdraw`), {})).statusCode).toBe(200);
  }
  const refused = await mother.post(own('ask-review'), WISH);
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'REVIEW_LIMIT']);
  await file(WISH, parents.father);
  registry.pass(8 * DAY);
  await file({ ...WISH, cell: 'hk1:tx2' });
});

it('a look that is not right opens a case at the school and at the department, and the person who looked does not decide it', async () => {
  await as(HEAD, `/pupils/${PUPIL.id}/guardians`);
  const issued = await as(CLERK, '/consent-codes', { studentCode: PUPIL.code, school: '08000102' });
  expect(issued.statusCode).toBe(200);
  const { looks } = (await mother.get(own('looked'))).json();
  const look = looks.find((one: { act: string }) => one.act === 'consent.issued');
  const form = (await mother.get(own(`looked/${look.id}`))).json<AskReviewPage>();
  expect(form).toMatchObject({ look: { act: 'consent.issued', id: look.id }, terms: [] });
  const filed = await mother.post(own(`looked/${look.id}`), { text: 'Gia đình không nhờ' });
  const id = filed.json().next.split('/').at(-1);
  await registry.addAccount({ name: 'so.tuyenquang', role: 'department', school: null });
  for (const account of [HEAD, 'so.tuyenquang']) {
    const { reviews } = (await as(account, '/reviews')).json<{ reviews: ReviewEntry[] }>();
    expect(reviews).toMatchObject([{ id, cell: null, look: { act: 'consent.issued', role: 'clerk' } }]);
  }
  expect((await read(CLERK, id)).acts).toEqual(['say']);
  expect((await act(CLERK, id, { kind: 'accept', text: 'x' })).json().code).toBe('FORBIDDEN');
  expect((await act('so.tuyenquang', id, { kind: 'accept', text: 'Sở nhắc trường' })).statusCode).toBe(200);
  expect((await thread(id)).review).toMatchObject({
    state: 'done',
    outcome: 'accepted',
    look: { id: look.id },
  });
  expect((await mother.get(own(`looked/${'0'.repeat(32)}`))).statusCode).toBe(404);
  expect(
    (await parents.stranger.post(own(`looked/${look.id}`, parents.otherChild), { text: 'x' })).statusCode,
  ).toBe(404);
});

it('a question of the school stands on the first page of the guardian who asked, and on no other', async () => {
  const id = await file();
  await act(HEAD, id, { kind: 'ask', text: 'Bài nào ạ?' });
  expect((await mother.get('/family')).json().reviews).toEqual({ count: 1, asked: id });
  expect((await parents.father.get('/family')).json().reviews).toEqual({ count: 0, asked: null });
});

it('of two guardians who ask about one cell at once exactly one is heard', async () => {
  const answers = await Promise.all(
    [mother, parents.father].map((browser) => browser.post(own('ask-review'), WISH)),
  );
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
  expect((await as(HEAD, '/reviews')).json().reviews).toHaveLength(1);
});
