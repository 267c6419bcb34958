import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate, PersonalId } from '../identifiers.ts';
import { BIRTH_PROVINCES, birthPlaceOf } from './birth-places.ts';
import { doubtsOf, parsePersonalId, personalIdParts } from './personal-id.ts';

it.each([
  ['008214000123', 'male', '2014-02-01', []],
  ['002315123456', 'female', '2015-12-31', []],
  ['079199000001', 'female', '1999-01-01', []],
  ['008214000123', 'female', '2014-02-01', ['SEX_DIFFERS']],
  ['008214000123', 'male', '2013-02-01', ['YEAR_DIFFERS']],
  ['079199000001', 'male', '2010-05-05', ['SEX_DIFFERS', 'YEAR_DIFFERS']],
  ['079099000001', 'male', '2099-05-05', ['YEAR_DIFFERS']],
  ['003214000123', 'male', '2014-02-01', ['PLACE_UNKNOWN']],
  ['000214000123', 'male', '2014-02-01', ['PLACE_UNKNOWN']],
  ['118214000123', 'male', '2014-02-01', []],
] as const)('the personal number %s of a %s born %s: %j', (id, sex, birthDate, doubts) => {
  const found = doubtsOf(id as string as PersonalId, { sex, birthDate: birthDate as string as LocalDate });
  expect(found.map(({ code }) => code)).toEqual(doubts.map((doubt) => `PERSONAL_ID_${doubt}`));
});

it('the check of a personal number doubts nothing that it is not told', () => {
  expect(doubtsOf('079199000001' as PersonalId, {})).toEqual([]);
});

it('the check of a personal number knows the 63 provinces', () => {
  expect(Object.keys(BIRTH_PROVINCES).length).toBe(63);
  expect(birthPlaceOf('008')).toEqual({ kind: 'province', name: 'Tuyên Quang' });
  expect(birthPlaceOf('096')).toEqual({ kind: 'province', name: 'Cà Mau' });
  expect(birthPlaceOf('077')).toEqual({ kind: 'province', name: 'Bà Rịa–Vũng Tàu' });
});

describe('parsePersonalId', () => {
  it.each([
    ['0082140001234', '13'],
    ['00821400012', '11'],
    ['', '0'],
    ['00821400012O', 'other characters'],
    ['٠٠٨٢١٤٠٠٠١٢٣', 'other characters'],
  ])('the text %j is refused as a personal number', (text, told) => {
    expect(parsePersonalId(text)).toEqual({
      id: null,
      findings: [{ code: 'PERSONAL_ID_MALFORMED', digits: [1, 12], told, known: '12' }],
    });
  });

  it('a personal number is read in groups of digits, and a doubtful one is kept', () => {
    expect(parsePersonalId(' 008 214.000-123 ')).toEqual({ id: '008214000123', findings: [] });
    expect(parsePersonalId('079199000001', { birthDate: '2010-05-05' as LocalDate })).toEqual({
      id: '079199000001',
      findings: [{ code: 'PERSONAL_ID_YEAR_DIFFERS', digits: [4, 6], told: '1999', known: '2010' }],
    });
  });

  it('a personal number agrees with the person it was made for', () => {
    const sex = fc.constantFrom('male', 'female');
    const place = fc.constantFrom(...Object.keys(BIRTH_PROVINCES));
    fc.assert(
      fc.property(place, sex, fc.integer({ min: 1900, max: 2099 }), (code, holderSex, year) => {
        const century = (Math.floor(year / 100) - 19) * 2 + (holderSex === 'female' ? 1 : 0);
        const id = `${code}${century}${String(year % 100).padStart(2, '0')}000123` as PersonalId;
        const holder = { sex: holderSex, birthDate: `${year}-06-01` as LocalDate } as const;
        expect(parsePersonalId(id, holder)).toEqual({ id, findings: [] });
        expect(personalIdParts(id)).toEqual({ place: code, sex: holderSex, birthYear: year });
      }),
    );
  });
});
