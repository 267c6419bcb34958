import '../browser-for-tests.ts';
import { expect, it } from 'vitest';
import { keepNames, recallNames } from './kept-names.ts';

it('field 13: names come back for their own school, and from nothing that is cut off', async () => {
  await keepNames('08000101', new Map([['hoa.8a1', 'Hoà']]));
  expect([...recallNames('08000101')]).toEqual([['hoa.8a1', 'Hoà']]);
  expect([...recallNames('08000102')]).toEqual([]);
  localStorage.setItem('hocba.people', '{"school":"08000101","names":[["hoa.8a1"');
  expect([...recallNames('08000101')]).toEqual([]);
  localStorage.setItem('hocba.people', '{"school":"08000101","names":[["hoa.8a1"]]}');
  expect([...recallNames('08000101')]).toEqual([]);
});
