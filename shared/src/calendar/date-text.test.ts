import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDateText, parseDateText } from './date-text.ts';
import { dateOfDay } from './local-date.ts';

it.each([
  ['17/05/2013', '2013-05-17'],
  ['1/9/2013', '2013-09-01'],
  ['17-05-2013', '2013-05-17'],
  ['17.5.2013', '2013-05-17'],
  ['17 / 05 / 2013', '2013-05-17'],
  ['2013-05-17', '2013-05-17'],
  ['2013/5/17', '2013-05-17'],
  ['17-05/2013', '2013-05-17'],
  ['17 5 2013', '2013-05-17'],
  ['17052013', '2013-05-17'],
  ['ngày 17 tháng 5 năm 2013', '2013-05-17'],
  ['17 tháng 11, năm 2026', '2026-11-17'],
  ['29/02/2012', '2012-02-29'],
  ['  ', null],
])('the date %j is read as %s', (text, value) => {
  expect(parseDateText(text)).toEqual({ value });
});

it.each([
  '29/02/2013',
  '31/04/2013',
  '05/17/2013',
  '17/05/13',
  '17/05',
  '2013517',
  '20130517',
  '1705201',
  '17tháng',
  '41411',
  '17/05/1899',
  'hôm qua',
])('the date %j is refused', (text) => {
  expect(parseDateText(text)).toEqual({ finding: { code: 'DATE_UNREADABLE', value: text } });
});

it('a written date is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -25_567, max: 47_481 }), (day) => {
      const text = formatDateText(dateOfDay(day));
      return (
        /^\d{2}\/\d{2}\/\d{4}$/.test(text) &&
        Object.is(Reflect.get(parseDateText(text), 'value'), dateOfDay(day))
      );
    }),
  );
});
