import { expect, it } from 'vitest';
import {
  bundle,
  forged,
  good,
  main,
  now,
  ofYear,
  renumber,
  resign,
} from '../../../../test/vectors/credential/resigned.ts';
import { newestFirst } from './newest-first.ts';
import { verifyBundle } from './verify-bundle.ts';

const later = await resign((payload) => {
  Object.assign(payload.credentialSubject, { revision: 2, replaces: payload.id });
  renumber(payload, 2);
});
const before = await ofYear(2024);

it.each([
  ['older revision first', [before, good, later, forged]],
  ['newer revision first', [later, forged, good, before]],
])(
  'field 30: the order of a bundle lists the unreadable record, then newest year and newest revision (%s)',
  async (_, tokens) => {
    const { credentials } = await verifyBundle(bundle(tokens), { trustList: main, now });
    const listed = newestFirst(credentials).map(({ payload }) => {
      const subject = payload?.credentialSubject;
      return subject && [subject.year, subject.revision];
    });
    expect(listed).toEqual([undefined, ['2025-2026', 2], ['2025-2026', 1], ['2024-2025', 1]]);
  },
);
