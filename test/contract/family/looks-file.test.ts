import type { LookedPage, LooksFile } from '@hocba/shared/contract/family/child';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type FamilyBrowser,
  joinWith,
  openBrowser,
  type PrintedSlip,
  printSlips,
} from '../../fixtures/family/family-browser.ts';
import { startSignedClass } from '../../fixtures/family/signed-class.ts';
import type { Registry } from '../../fixtures/registry.ts';

const YEAR = '2025-2026';
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };

let registry: Registry;
let mother: FamilyBrowser;
let child: string;

beforeAll(async () => {
  const started = await startSignedClass();
  registry = started.registry;
  const [slip] = await printSlips(registry, 'clerk.tantrao', { year: YEAR, class: '7A1', perStudent: 1 });
  mother = openBrowser(registry);
  await joinWith(mother, started.sent, slip as PrintedSlip, HUONG);
  child = `/family/children/${slip?.student}`;
});
afterAll(() => registry.close());

it('the file has every look as a line of its own where the page folds those of the family', async () => {
  for (let nth = 0; nth < 3; nth += 1) {
    await mother.get(`${child}/records/${YEAR}`);
    registry.pass(3_600_001);
  }
  const page = (await mother.get(`${child}/looked`)).json<LookedPage>().looks;
  const file = (await mother.get(`${child}/looked/file`)).json<LooksFile>().looks;
  const own = page.find(({ act }) => act === 'guardian.read');
  expect(own?.times).toBeGreaterThanOrEqual(3);
  expect(file.filter(({ act }) => act === 'guardian.read')).toHaveLength(own?.times ?? 0);
  expect(file.every(({ times }) => times === 1)).toBe(true);
  expect(file.map(({ at }) => at)).toEqual(
    file
      .map(({ at }) => at)
      .toSorted()
      .reverse(),
  );
});

it('the file says who, when and what for, and nothing of the record', async () => {
  const file = (await mother.get(`${child}/looked/file`)).json<LooksFile>();
  const members = ['id', 'at', 'act', 'person', 'role', 'school', 'purpose', 'times'];
  expect(Object.keys(file)).toEqual(['page', 'looks']);
  for (const look of file.looks) expect(Object.keys(look).toSorted()).toEqual(members.toSorted());
});
