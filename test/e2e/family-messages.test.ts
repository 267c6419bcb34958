import { join } from 'node:path';
import { readSecrets } from '@hocba/server/people/sign-in/secrets';
import { chainMac } from '@hocba/server/storage/engine/chain-mac';
import { openStorage } from '@hocba/server/storage/engine/open';
import { insertMessage, type MessageRow } from '@hocba/server/storage/queries/messages/messages';
import { findStudentByCode } from '@hocba/server/storage/queries/schools/schools';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { inspect } from './pages/inspect.ts';
import { signIn } from './pages/sign-in.ts';

/* A message reached no family; the office calls the family, or sends it again. */

let journey: Journey;

/** The messages of a school as an earlier day left them. */
const leave = async (rows: readonly Partial<MessageRow>[]): Promise<void> => {
  const { chain } = readSecrets(join(journey.data, 'session-key.json'));
  const db = await openStorage(
    `file:${join(journey.data, 'hocba.sqlite')}`,
    chainMac(() => chain),
  );
  const at = '2026-11-20T03:00:00.000Z';
  const student = (await findStudentByCode(db, journey.demo.pupil))?.id ?? '';
  const row: MessageRow = {
    id: '',
    ...{ channel: 'sms', contact: '+84912345678', language: 'vi', sentence: 'code-used' },
    ...{ parameters: '{"pupil":"Tuyết","date":"20/11/2026"}', student, guardian: null, school: '08000101' },
    ...{ state: 'failed', tries: 1, problem: 'MESSAGE_REFUSED', created_at: at, changed_at: at },
    ...{ settled_by: null, settled_at: null, version: 1 },
  };
  await db.commit(rows.map((other) => insertMessage({ ...row, ...other })));
  await db.close();
};

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

it('a clerk finds the messages that reached nobody, settles one and sends one again', async () => {
  const page = await (await journey.browser('clerk')).newPage();
  const { url, accounts } = journey.demo;
  await signIn(page, url, 'clerk.tantrao', accounts['clerk.tantrao'] ?? '');
  // The header folds its entries where they do not fit.
  await page.goto(`${url}/messages`);

  await leave([
    { id: '01KB0000000000000000000001' },
    { id: '01KB0000000000000000000002', contact: '+84987654321', tries: 5, problem: 'MESSAGE_NOT_SENT' },
    { id: '01KB0000000000000000000003', state: 'delivered', problem: null },
  ]);
  await page.reload();
  await page.getByRole('heading', { name: '2 tin chưa đến được gia đình' }).waitFor();
  await page.getByText('0912 345 678').waitFor();
  await page.getByText('gửi 5 lần không được').waitFor();
  expect(await inspect(journey, page, 'messages-failed')).toEqual([]);

  await page.getByRole('button', { name: 'Đã liên lạc lại với gia đình em' }).first().click();
  await page.getByRole('heading', { name: '1 tin chưa đến được gia đình' }).waitFor();
  expect(await page.getByText('0912 345 678').count()).toBe(0);
  await page.getByRole('button', { name: 'Gửi lại tin về em' }).click();
  await page.getByRole('heading', { name: 'Không có tin nào gửi hỏng' }).waitFor();
  expect(await inspect(journey, page, 'messages-well')).toEqual([]);
  expect(journey.faults).toEqual([]);
});
