import { expect, it } from 'vitest';
import { inOrderOfWork } from './class-order.ts';

const counts = (part: object) => ({
  total: 42,
  complete: 0,
  confirmed: 0,
  finalised: 0,
  issued: 0,
  unread: 0,
  ...part,
});

it('field 13: a head reads first the classes that wait for the signature, last those that are issued', () => {
  const classes = [
    { name: '6A1', waiting: 0, counts: counts({ issued: 42 }) },
    { name: '6A2', waiting: 0, counts: counts({}) },
    { name: '7A1', waiting: 42, counts: counts({ confirmed: 42 }) },
    { name: '7A2', waiting: 0, counts: counts({ complete: 42 }) },
    { name: '8A1', waiting: 3, counts: counts({ confirmed: 3, issued: 39 }) },
    // Approved on this device a moment ago; the registry has not answered.
    { name: '9A1', waiting: 0, counts: counts({ confirmed: 42 }) },
    { name: '9A2', waiting: 0, counts: undefined },
  ];
  const names = inOrderOfWork(
    classes,
    ({ waiting }) => waiting,
    (one) => one.counts,
  ).map(({ name }) => name);
  expect(names).toEqual(['7A1', '8A1', '7A2', '9A1', '6A2', '9A2', '6A1']);
});
