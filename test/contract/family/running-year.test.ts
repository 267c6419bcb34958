import type { RunningPage } from '@hocba/shared/contract/family/running/running-year';
import type { ColumnCode, SheetId } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFamilyPages } from '../../../school-client/src/family/render.tsx';
import {
  CLASS,
  CLERK,
  DATABASE,
  HEAD,
  PUPILS,
  RECEIVER,
  TEACHER,
  YEAR,
} from '../../fixtures/class-of-two.ts';
import type { FamilyBrowser } from '../../fixtures/family/family-browser.ts';
import { startMother } from '../../fixtures/family/parents.ts';
import type { Registry } from '../../fixtures/registry.ts';
import { openSchoolYear } from '../../fixtures/transfers/school-year.ts';

const [PUPIL, OTHER] = PUPILS.map(({ id }): string => id) as [string, string];
const SHEET = `${CLASS}:toan:hk1` as SheetId;
const PAGE = `/family/children/${PUPIL}/running`;

let registry: Registry;
let mother: FamilyBrowser;

beforeEach(async () => {
  ({ registry, mother } = await startMother());
  const people = openSchoolYear(registry);
  await people.enter(TEACHER, DATABASE, SHEET, [
    [PUPIL, 'gk' as ColumnCode, 75, null],
    [PUPIL, 'tx1' as ColumnCode, 85, null],
    [OTHER, 'tx1' as ColumnCode, 20, null],
  ]);
});
afterEach(() => registry.close());

const ask = async (account: string, payload?: object) => {
  const { token } = await registry.signIn(account);
  const method = payload === undefined ? 'GET' : 'POST';
  const url = '/schools/own/running-year';
  return registry.inject(token, { method, url, ...(payload === undefined ? {} : { payload }) });
};
const seen = async (): Promise<RunningPage> => (await mother.get(PAGE)).json();

it('a school shows nothing of the running year until its head says so', async () => {
  expect((await ask(CLERK)).json()).toEqual({ isShown: false });
  expect((await seen()).running).toBeNull();
  expect((await mother.get('/family')).json().hasRunning).toBe(false);
  expect((await ask(CLERK, { isShown: true })).statusCode).toBe(403);
  expect((await ask(TEACHER)).statusCode).toBe(403);
  expect((await ask(RECEIVER)).json()).toEqual({ isShown: false });
});

it('the marks of the own child stand in the order of the sheet, and no other child is there', async () => {
  expect((await ask(HEAD, { isShown: true })).json()).toEqual({ isShown: true });
  expect((await mother.get('/family')).json().hasRunning).toBe(true);
  const page = await seen();
  expect(page.running).toEqual({
    ...{ year: YEAR, class: CLASS },
    sheets: [
      {
        ...{ subject: 'toan', term: 'hk1', isClosed: false },
        cells: [
          { column: 'tx1', text: '8,5' },
          { column: 'gk', text: '7,5' },
        ],
      },
    ],
  });
  const drawn = openFamilyPages()(page, 'vi');
  expect(drawn).toContain('Điểm chưa được hiệu trưởng duyệt');
  expect(drawn).not.toMatch(/xếp hạng|thứ hạng/i);
});

it('the head takes it back with the next request, each change stands in the audit, and the reading among the looks', async () => {
  await ask(HEAD, { isShown: true });
  await seen();
  await ask(HEAD, { isShown: false });
  expect((await seen()).running).toBeNull();
  const audit = await registry.db.query.select().from(registry.db.tables.audit);
  const acts = audit.filter(({ action }) => action === 'school.running-year-set');
  expect(acts.map(({ actor, detail }) => [actor, JSON.parse(detail).isShown])).toEqual([
    [HEAD, true],
    [HEAD, false],
  ]);
  expect(audit.filter(({ action, student }) => action === 'guardian.read' && student === PUPIL)).not.toEqual(
    [],
  );
});
