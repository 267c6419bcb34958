import '../../school-client/src/device/browser-for-tests.ts';
import { insertAssignments } from '@hocba/server/storage/queries/schools/schools';
import { Upward } from '@hocba/shared/documents/upward';
import type { Entry } from '@hocba/shared/record/entry';
import { parseCellInput } from '@hocba/shared/regulations/circular-22-2021/sheet/cell-input';
import { HOMEROOM, type SheetId } from '@hocba/shared/school/identifiers';
import { parseStrictJson } from '@hocba/shared/text/strict-json';
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { CLASS, entryOf, SCHOOL, TEACHER } from '../fixtures/class-of-two.ts';
import { ONE, openOffice, TWO } from './office.ts';

/* Text is where people put what no mark can hold: marks that reorder it, pasted from elsewhere, or half a character. */

const SHEET = `${CLASS}:homeroom:hk1` as SheetId;
const PASTED = [
  'Chăm \u202Angoan\u202C',
  'Ngoan\u0000',
  'Tiến bộ\u0085rõ',
  '\u2068Lễ phép\u2069',
  'Tốt \uD83D',
  'Tốt \u{215F6}',
  '\u0007Vui vẻ\u001B[0m',
  'a\tb\r\nc',
];
const remark = (typed: string) => {
  const input = parseCellInput(HOMEROOM, 'remark', typed);
  return 'finding' in input ? undefined : input.value;
};

it('fault 41, fault 11: any text that a person types or pastes and the device takes can be read by the registry', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...PASTED), fc.string());
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 3 }), (pieces) => {
      const value = remark(pieces.join(''));
      if (value === undefined) return;
      const entry = entryOf([[ONE, 'remark', value, null]], SHEET);
      if (!Value.Check(Upward, entry)) return;
      expect(Value.Check(Upward, parseStrictJson(JSON.stringify(entry)))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it('fault 41, fault 11: remarks pasted from elsewhere arrive without what nobody can see', async () => {
  const office = await openOffice();
  const where = { school: SCHOOL, year: office.year, class: CLASS, account: TEACHER };
  await office.registry.db.commit(insertAssignments([{ ...where, subject: HOMEROOM }]));
  const teacher = await office.open();
  await teacher.sync();
  for (const [i, typed] of PASTED.entries()) {
    await teacher.enter('remark', remark(typed) ?? null, i % 2 === 0 ? ONE : TWO, SHEET);
  }
  await teacher.sync();
  expect([teacher.facts().refused, teacher.unsent()]).toEqual([0, 0]);
  const texts = (await office.log()).map(({ body }) => (JSON.parse(body) as Entry).cells[0]?.[2]);
  expect(texts).toEqual([
    'Chăm ngoan',
    'Ngoan',
    'Tiến bộ rõ',
    'Lễ phép',
    'Tốt',
    'Tốt \u{215F6}',
    'Vui vẻ[0m',
    'a b c',
  ]);
  await office.close();
});
