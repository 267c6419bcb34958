import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { type Line, openLine } from './line.ts';
import { type Desk, sitDown } from './pages/desk.ts';
import { listEntries } from './registry-log.ts';

/* A computer whose clock is a year off and that believes to be elsewhere: only arrival at the registry decides. */

const DAY = 86_400_000;

let journey: Journey;
let line: Line;
let teacher: Desk;
let head: Desk;

beforeAll(async () => {
  journey = await startJourney();
  line = await openLine(() => journey.demo.url);
  const away = await journey.browser('toan', undefined, { timezoneId: 'Pacific/Honolulu' });
  teacher = await sitDown(journey, away, line.url);
  head = await sitDown(journey, await journey.browser('head'), journey.demo.url, 'ht.tantrao');
});
afterAll(async () => {
  await journey.end();
  await line.close();
});

it.each([
  ['a year ahead', 366 * DAY, 0],
  ['a year behind', -366 * DAY, 1],
] as const)(
  'fault 26: marks of a computer whose clock is %s are saved, sent, acknowledged, and ordered by their arrival',
  async (_, off, row) => {
    const { page } = teacher;
    await page.clock.setSystemTime(Date.now() + off);
    line.decide(() => 'broken');
    await teacher.put(row, 'TX1', '8');
    await teacher.put(row, 'TX2', '6');
    await teacher.says(/^Ngoại tuyến – 2 thay đổi chờ gửi$/);
    await head.put(row, 'TX1', '75');
    await head.says(/^Đã đồng bộ lúc/);

    line.heal();
    await teacher.sendNow();
    await page.getByText('Trong sổ đang là: 7,5').waitFor();
    expect([await teacher.read(row, 'TX1'), await teacher.read(row, 'TX2')]).toEqual(['7,5', '6,0']);
    expect(await page.getByRole('banner').getByText('chờ gửi').count()).toBe(0);
    const here = (await listEntries(journey)).filter(({ cells }) => cells.some(([, of]) => /^tx/.test(of)));
    expect(here.slice(-3).map(({ by }) => by)).toEqual(['ht.tantrao', 'toan.8a1', 'toan.8a1']);
    const [, entered] = here.slice(-3);
    expect(Math.abs(Date.parse(entered?.at ?? '') - Date.now() - off)).toBeLessThan(DAY);

    // A cell that two people entered differently is settled here too, and both come to one end.
    await page.getByRole('button', { name: 'Lấy 8,0' }).click();
    await teacher.says(/^Đã đồng bộ lúc/);
    await expect.poll(() => head.read(row, 'TX1'), { timeout: 15_000 }).toBe('8,0');
  },
);
