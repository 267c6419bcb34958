import { expect, it } from 'vitest';
import type { LocalDate, PersonalId } from './identifiers.ts';
import { doubtsOf } from './personal-id.ts';

it.each([
  ['008214000123', 'male', '2014-02-01', []],
  ['002315123456', 'female', '2015-12-31', []],
  ['079199000001', 'female', '1999-01-01', []],
  ['008214000123', 'female', '2014-02-01', ['sex']],
  ['008214000123', 'male', '2013-02-01', ['birth-year']],
  ['079199000001', 'male', '2010-05-05', ['sex', 'birth-year']],
  ['079099000001', 'male', '2099-05-05', ['birth-year']],
] as const)('%s of a %s born %s: %j', (id, sex, birthDate, doubts) => {
  expect(doubtsOf(id as string as PersonalId, sex, birthDate as string as LocalDate)).toEqual(doubts);
});
