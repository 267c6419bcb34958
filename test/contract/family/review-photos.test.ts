import { checkReviews } from '@hocba/server/reviews/check-reviews';
import { write } from '@hocba/server/storage/engine/db';
import type { PupilGuardians } from '@hocba/shared/contract/family/office';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLERK, HEAD, PUPILS, RECEIVER } from '../../fixtures/class-of-two.ts';
import type { FamilyBrowser } from '../../fixtures/family/family-browser.ts';
import { type Parents, startParents } from '../../fixtures/family/parents.ts';
import { openReviewSteps, type ReviewSteps, WISH } from '../../fixtures/family/review-steps.ts';
import type { Registry } from '../../fixtures/registry.ts';

const PUPIL = PUPILS[0] as (typeof PUPILS)[0];

let parents: Parents;
let registry: Registry;
let mother: FamilyBrowser;
let own: ReviewSteps['own'];
let file: ReviewSteps['file'];
let as: ReviewSteps['as'];
let act: ReviewSteps['act'];
let thread: ReviewSteps['thread'];
beforeEach(async () => {
  parents = await startParents();
  ({ registry, mother } = parents);
  ({ own, file, as, act, thread } = openReviewSteps(parents));
});
afterEach(() => registry.close());

/** A form as browsers send it. */
const sendForm = async (url: string, members: Readonly<Record<string, string | Buffer>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(members)) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([new Uint8Array(value)]), 'anh.jpg');
  }
  const encoded = new Response(form);
  return registry.app.inject({
    ...{ method: 'POST', url, cookies: Object.fromEntries(mother.cookies) },
    headers: { accept: 'application/json', 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
};
const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(1000, 7)]);

it('a photo comes with the form of a browser, is seen by family and school alone, and its kind is told by its bytes', async () => {
  const sent = await sendForm(own('ask-review'), { ...WISH, photo: JPEG });
  expect(sent.statusCode).toBe(200);
  const id = sent.json().next.split('/').at(-1);
  expect((await thread(id)).lines).toMatchObject([{ kind: 'file', hasPhoto: true }]);
  const url = own(`reviews/${id}/photos/1`);
  const cookies = Object.fromEntries(mother.cookies);
  const seen = await registry.app.inject({ url, cookies, headers: { accept: 'image/*' } });
  expect([seen.statusCode, seen.headers['content-type']]).toEqual([200, 'image/jpeg']);
  expect(seen.rawPayload.equals(JPEG)).toBe(true);
  expect((await parents.father.get(url)).statusCode).toBe(404);
  expect((await as(HEAD, `/reviews/${id}/photos/1`)).json()).toEqual({
    type: 'image/jpeg',
    content: JPEG.toString('base64'),
  });
  expect((await as(RECEIVER, `/reviews/${id}/photos/1`)).json().code).toBe('REVIEW_UNKNOWN');
  expect((await mother.get(own(`reviews/${id}/photos/2`))).statusCode).toBe(404);
});

it('a file that is no picture, a picture above two megabytes and a form of other routes are refused, and nothing is kept', async () => {
  const html = Buffer.from('<script>alert(1)</script>');
  const large = Buffer.concat([JPEG, Buffer.alloc(2_097_152)]);
  for (const photo of [html, large]) {
    const answer = await sendForm(own('ask-review'), { ...WISH, photo });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'PHOTO_UNFIT']);
  }
  expect((await sendForm(own('ask-review'), { ...WISH, photo: Buffer.alloc(0) })).statusCode).toBe(200);
  const elsewhere = await sendForm('/family/sign-in', { contact: '0900000001' });
  expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  const broken = await registry.app.inject({
    ...{ method: 'POST', url: own('ask-review'), cookies: Object.fromEntries(mother.cookies) },
    headers: { accept: 'application/json', 'content-type': 'multipart/form-data; boundary=x' },
    payload: 'no form',
  });
  expect([broken.statusCode, broken.json().code]).toEqual([400, 'INVALID_INPUT']);
  expect(await registry.db.query.select().from(registry.db.tables.dossier_photo)).toEqual([]);
});

it('a guardian whose form of thirty thousand files took long to read rests, and another guardian does not', async () => {
  const file = '--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n\r\n';
  const send = (browser: FamilyBrowser, files: number) =>
    registry.app.inject({
      ...{ method: 'POST', url: own('ask-review'), cookies: Object.fromEntries(browser.cookies) },
      headers: { accept: 'application/json', 'content-type': 'multipart/form-data; boundary=x' },
      payload: `${file.repeat(files)}--x--\r\n`,
    });
  expect((await send(mother, 30_000)).json().code).toBe('INVALID_INPUT');
  const began = performance.now();
  const endOf = async (browser: FamilyBrowser): Promise<number> => {
    expect((await send(browser, 1)).statusCode).toBe(400);
    return performance.now() - began;
  };
  const [resting, other] = await Promise.all([endOf(mother), endOf(parents.father)]);
  expect(other).toBeLessThan(resting);
  expect(resting).toBeGreaterThan(900);
});

it('a request takes five photos, and the doctor finds one that was changed', async () => {
  const photo = JPEG.toString('base64');
  const id = await file({ ...WISH, photo });
  for (let n = 0; n < 4; n += 1) {
    expect((await mother.post(own(`reviews/${id}/say`), { text: 'Ảnh nữa', photo })).statusCode).toBe(200);
  }
  const sixth = await mother.post(own(`reviews/${id}/say`), { text: 'Ảnh nữa', photo });
  expect([sixth.statusCode, sixth.json().code]).toEqual([409, 'REVIEW_LIMIT']);
  const { db } = registry;
  expect(await checkReviews(db)).toEqual([]);
  const content = Buffer.concat([JPEG, Buffer.from('x')]).toString('base64');
  await db.commit([
    write((query, { dossier_photo: t }) => query.update(t).set({ content }).where(eq(t.seq, 2)), 1),
  ]);
  expect(await checkReviews(db)).toEqual([`a photo of dossier ${id} is not the one that was sent`]);
});

describe('a request under an order about its guardian', () => {
  const order = async (kind: string): Promise<void> => {
    const link = (await as(CLERK, `/pupils/${PUPIL.id}/guardians`))
      .json<PupilGuardians>()
      .guardians.find(({ relation }) => relation === 'mother')?.link;
    const body = { link, kind, document: 'Quyết định số 12/2026/QĐ-BPKCTT', from: null, until: null };
    const made = (await as(CLERK, `/pupils/${PUPIL.id}/orders`, body))
      .json<PupilGuardians>()
      .orders.at(-1)?.id;
    const confirmed = await as(HEAD, `/pupils/${PUPIL.id}/orders/${made}/decide`, { decision: 'confirm' });
    expect(confirmed.statusCode).toBe(200);
  };
  const pages = (id: string) =>
    ['reviews', `reviews/${id}`, 'ask-review'].map((path) => mother.get(own(path)));
  const acts = (id: string) => [
    mother.post(own('ask-review'), { ...WISH, cell: 'hk1:tx2' }),
    mother.post(own(`reviews/${id}/say`), { text: 'x' }),
    mother.post(own(`reviews/${id}/withdraw`), {}),
  ];
  const statuses = async (calls: readonly Promise<{ readonly statusCode: number }>[]) =>
    (await Promise.all(calls)).map(({ statusCode }) => statusCode);

  it.each([
    ['see-only', [200, 200, 404], 1],
    ['no-address', [404, 404, 404], 0],
    ['no-access', [404, 404, 404], undefined],
  ] as const)(
    'a request under %s is read as far as the order lets, and nothing more is asked or said',
    async (kind, read, atHome) => {
      const id = await file();
      await order(kind);
      expect(await statuses(pages(id))).toEqual(read);
      expect(await statuses(acts(id))).toEqual([404, 404, 404]);
      expect((await mother.get('/family')).json().reviews?.count).toBe(atHome ?? 0);
      // The school still answers what was asked before.
      expect((await act(HEAD, id, { kind: 'decline', text: 'Bài đó chấm 6' })).statusCode).toBe(200);
    },
  );
});
