import { expect, it } from 'vitest';
import { readSources } from './source-files.ts';

/**
 * What the field found: faults that would do harm in the first week of real use, by kind. The title of each test of a
 * kind begins with its number, so that `vitest list` shows what was repaired; a kind without a test is not repaired.
 */
const KINDS: Readonly<Record<number, string>> = {
  1: 'a click beside a cell leaves the cursor in another pupil’s row',
  2: 'a key empties a mark without a word',
  3: 'a printed page lacks names, or what a paper needs',
  4: 'what this device does not know is shown as none',
  5: 'a finding does not say what it is, or where',
  6: 'progress counts complete rows only',
  7: 'an alarm is false',
  8: 'something that is waited for at the start never ends',
  9: 'a sign-out without a line leaves the session open',
  10: 'the time of a legal document follows the device’s zone',
  11: 'two pupils of one name look alike',
  12: 'a genuine record is refused, or a file that is no record is called false',
  13: 'a page does not say who is signed in, or what comes first',
  14: 'a text promises what no screen does',
  15: 'a word is not what a school office says',
  16: 'a cell of a spreadsheet is neither written nor named',
  17: 'what was stored cannot be signed',
  18: 'a text from outside names a member of every object',
  19: 'marks of a pupil who changes class are lost from sight',
  20: 'a list as registers really hold it is refused',
  21: 'a command does harm, or says a raw error',
  22: 'a teacher who leaves blocks a class',
  23: 'an idle registry works for nothing',
  24: 'a list silently changes who a pupil is',
  25: 'a second list doubles or drops pupils without a word',
  26: 'marks are taken from a sheet of another subject, term or year',
  27: 'a line of a spreadsheet that nobody needs refuses the file',
  28: 'an import speaks English only, or without the row’s own words',
  29: 'a small file takes all the memory',
  30: 'a bundle that contradicts itself is valid in silence',
  31: 'signed content that no school teaches is valid in silence',
  32: 'a trust list never ends, or an older one replaces a newer',
  33: 'one refused document refuses its neighbours',
  34: 'one account can stop the registry for all',
  35: 'marks stand under the name of somebody who did not enter them',
  36: 'data of an account that ended stays readable on a computer',
  37: 'one person can lock another out',
  38: 'reading leaves no trace',
  39: 'anybody may fill the storage',
  40: 'keys or an old database lie open, and nothing says so',
  41: 'an answer or a header of the server helps an attacker',
  42: 'a log that nobody reads hangs the registry',
  43: 'a silent line to the database hangs the registry',
  44: 'right look-ups fail while several processes run',
};

const TITLE = /['"`]field (\d+)[:,]/g;

it('every kind of fault that the field found has a test that names it, and no test names another', () => {
  const tests = readSources().filter(({ path }) => /\.test\.tsx?$/.test(path));
  const named = tests.flatMap(({ lines }) =>
    lines.flatMap((line) => [...line.matchAll(TITLE)].map(([, number]) => Number(number))),
  );
  const numbers = Object.keys(KINDS).map(Number);
  expect(
    numbers.filter((number) => !named.includes(number)).map((number) => `${number}: ${KINDS[number]}`),
  ).toEqual([]);
  expect([...new Set(named)].filter((number) => !numbers.includes(number))).toEqual([]);
});
