import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import { leaveSchool, listClassStudents } from '@hocba/server/storage/queries/schools/schools';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { inspect } from './pages/inspect.ts';
import { enterAs } from './pages/sign-in.ts';

/* The department sees how far transfers are, and pupils who left a school and came to no other. */

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const enter = (account: string): Promise<Page> => enterAs(journey, account);

/** Files a request for the pupil of the demo, as the receiving clerk's page does. */
const fileRequest = async (): Promise<void> => {
  const { url, accounts, pupil, code } = journey.demo;
  const post = async (path: string, body: object, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const send = () => fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    let answer = await send();
    // A registry that has just started on a busy machine turns away what it cannot answer soon.
    for (let i = 0; answer.status === 503 && i < 20; i += 1) {
      await pause(500);
      answer = await send();
    }
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  const account = 'clerk.phanthiet';
  const { accessToken = '' } = await post('/auth/sign-in', { account, password: accounts[account] });
  const asked = { studentId: pupil, birthDate: '2013-05-17', code, purpose: 'transfer' };
  const { grant } = await post('/lookups', asked, accessToken);
  const place = { year: '2026-2027', class: '8A2', from: '2026-12-07' };
  await post('/transfers', { grant, place }, accessToken);
};

/** The pupil list of the school says that a pupil of 7A1 has moved away, and no other school has the pupil. */
const loseAPupil = async (): Promise<void> => {
  const db = await openStorage(`file:${join(journey.data, 'hocba.sqlite')}`, TEST_MAC);
  const where = ['08000101', '2026-2027', '7A1'] as const;
  const [pupil] = await listClassStudents(db, ...where);
  if (pupil === undefined) throw new Error('7A1 has no pupil');
  await db.commit([leaveSchool(pupil.enrolment, '2026-11-20')]);
  await db.close();
};

it('the department reads the running transfers by their clocks and finds out where a pupil went', async () => {
  await fileRequest();
  await loseAPupil();
  const officer = await enter('so.canbo');
  await officer.getByRole('link', { name: 'Chuyển trường' }).click();
  await officer.getByRole('heading', { name: '0 hồ sơ quá hạn trong 1 hồ sơ đang làm' }).waitFor();
  const pool = officer.getByRole('region', { name: 'Học sinh chưa rõ trường đến' });
  await pool.waitFor();
  expect(await pool.locator('tbody tr').count()).toBe(1);
  expect(await inspect(journey, officer, 'oversight')).toEqual([]);
  await officer.setViewportSize({ width: 1280, height: 800 });
  await officer.getByRole('button', { name: 'Đã biết em ở đâu…' }).first().click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ghi lại' }).click();
  await dialog.getByText('Vui lòng ghi vài chữ.').waitFor();
  await dialog.getByLabel('Căn cứ').fill('Công an xã báo ngày 30/11/2026');
  expect(await inspect(journey, officer, 'oversight-found')).toEqual([]);
  await dialog.getByRole('button', { name: 'Ghi lại' }).click();
  await dialog.waitFor({ state: 'detached' });
  await officer.getByText('Không có học sinh nào chưa rõ trường đến').waitFor();
});

it('a clerk reaches the pupils who left the own school from the desk of transfers', async () => {
  const clerk = await enter('clerk.tantrao');
  await clerk.getByRole('link', { name: 'Chuyển trường' }).click();
  await clerk.getByRole('link', { name: 'Học sinh chưa rõ trường đến' }).click();
  await clerk.getByRole('heading', { name: 'Học sinh chưa rõ trường đến' }).waitFor();
  await clerk
    .getByText(/Đã biết em ở đâu|Không có học sinh nào/)
    .first()
    .waitFor();
  expect(await inspect(journey, clerk, 'without-school')).toEqual([]);
});
