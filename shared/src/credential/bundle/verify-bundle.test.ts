import { describe, expect, it } from 'vitest';
import {
  bundle,
  forged,
  good,
  main,
  now,
  ofYear,
  renumber,
  resign,
  trustLists,
} from '../../../../test/vectors/credential/resigned.ts';
import { bundleText, parseBundle } from './bundle.ts';
import { verifyBundle } from './verify-bundle.ts';

/** The same record as a later revision. */
const nextRevision = () =>
  resign((payload) => {
    Object.assign(payload.credentialSubject, { revision: 2, replaces: payload.id });
    renumber(payload, 2);
  });

/** A true record of another pupil. */
const anotherPupil = () =>
  resign((payload) => {
    const sub = 'urn:uuid:00000000-0000-4000-8000-000000000004';
    const { school, year } = payload.credentialSubject;
    Object.assign(payload.credentialSubject, { id: sub, recordId: `${school.code}-${year}/s000000000009` });
    renumber(payload, 3);
    payload.sub = sub;
  });

const options = { trustList: main, now };
const verdictsOf = async (credentials: readonly string[], list = main) => {
  const { verdict, credentials: all } = await verifyBundle(bundle(credentials, list), options);
  return [verdict, ...all.map((one) => one.verdict)];
};
const stepOf = async (name: string, credentials: readonly string[], list = main) => {
  const { verdict, steps } = await verifyBundle(bundle(credentials, list), options);
  return { verdict, step: steps.find((step) => step.name === name) };
};

describe('a bundle', () => {
  it('a bundle is as good as its worst record', async () => {
    expect((await verifyBundle(bundle([good]), options)).verdict).toBe('VALID');
    expect(await verdictsOf([good, forged])).toEqual(['INVALID', 'VALID', 'INVALID']);
    expect((await verifyBundle(bundle([]), options)).verdict).toBe('UNVERIFIABLE');
  });

  it('a bundle cannot vouch for itself: without a list of the caller nothing is verified', async () => {
    const { verdict, trustListUsed, credentials } = await verifyBundle(bundle([good]), {
      trustList: undefined,
      now,
    });
    expect([verdict, trustListUsed]).toEqual(['UNVERIFIABLE', 'none']);
    expect(credentials[0]?.payload).toBeUndefined();
  });

  it('a bundle brings a newer list of its root, never one of another root or an older one', async () => {
    const used = async (own: string | undefined, given: string | undefined) =>
      (await verifyBundle(bundle([good], own), { trustList: given, now })).trustListUsed;
    expect(await used(trustLists.newer, main)).toBe('bundle');
    expect(await used(main, trustLists.newer)).toBe('given');
    expect(await used(trustLists.otherRoot, main)).toBe('given');
    expect(await used('', main)).toBe('given');
    const foreign = await verifyBundle(bundle([good], main), { trustList: trustLists.otherRoot, now });
    expect([foreign.verdict, foreign.trustListUsed]).toEqual(['VALID', 'given']);
  });

  it('field 32: a bundle brings the way out when the list of the reader has expired', async () => {
    const { verdict, trustListUsed } = await verifyBundle(bundle([good], trustLists.newer), {
      trustList: trustLists.expired,
      now,
    });
    expect([verdict, trustListUsed]).toEqual(['VALID', 'bundle']);
  });

  it('a bundle shows an old revision beside its correction as superseded', async () => {
    const { credentials } = await verifyBundle(bundle([good, await nextRevision()]), options);
    expect(await verdictsOf([good, await nextRevision()])).toEqual(['SUPERSEDED', 'SUPERSEDED', 'VALID']);
    expect(credentials[0]?.steps.slice(-2)).toEqual([
      { name: 'status', outcome: 'unknown', code: 'STATUS_UNKNOWN' },
      { name: 'newest', outcome: 'failed', code: 'SUPERSEDED_BY_NEWER' },
    ]);
    expect(credentials[1]?.steps.at(-1)).toEqual({ name: 'newest', outcome: 'ok' });
  });

  it('a bundle is one pupil’s: with a record of another in it, however true, none counts', async () => {
    const other = await anotherPupil();
    expect((await verifyBundle(bundle([other]), options)).verdict).toBe('VALID');
    const { verdict, credentials } = await verifyBundle(bundle([good, other, forged]), options);
    expect([verdict, ...credentials.map((c) => c.verdict)]).toEqual(Array(4).fill('INVALID'));
    expect(credentials.map(({ steps, payload }) => [steps.at(-1)?.code, payload])).toEqual([
      ['PUPILS_MIXED', undefined],
      ['PUPILS_MIXED', undefined],
      ['SIGNATURE_INVALID', undefined],
    ]);
  });

  it('a bundle is written as its three members, whatever came along with them', () => {
    const more = Object.assign(bundle([good]), { decoded: 'a copy' });
    expect(JSON.parse(bundleText(more))).toEqual({ v: 1, credentials: [good], trustList: main });
  });

  it('a bundle says of each record since when revocation is unknown, which changes no verdict', async () => {
    const statusSeen = '2026-06-20T02:00:00.000Z' as typeof now;
    const { verdict, credentials } = await verifyBundle(bundle([good, forged]), { ...options, statusSeen });
    expect([verdict, ...credentials.map((one) => one.verdict)]).toEqual(['INVALID', 'VALID', 'INVALID']);
    expect(credentials.map(({ steps }) => steps.find(({ name }) => name === 'status')?.since)).toEqual([
      statusSeen,
      undefined,
    ]);
  });

  it('a bundle is read by the strict rules', () => {
    expect(parseBundle(bundleText(bundle([good])))).toEqual(bundle([good]));
    for (const text of ['{}', '[]', JSON.stringify({ ...bundle([]), decoded: {} })]) {
      expect(() => parseBundle(text)).toThrow('BUNDLE_FORM_UNKNOWN');
    }
    for (const text of ['', '{"v":1,"v":1}']) expect(() => parseBundle(text)).toThrow('BUNDLE_MALFORMED');
  });
});

describe('a bundle that contradicts itself or has a gap', () => {
  it('field 30: a bundle is asked all five questions about the whole, and all hold of three years in a row', async () => {
    const { verdict, steps } = await verifyBundle(bundle([await ofYear(2023), await ofYear(2024), good]), {
      trustList: trustLists.newer,
      now,
    });
    expect(verdict).toBe('VALID');
    expect(steps).toEqual(
      ['list', 'pupil', 'identity', 'revisions', 'years'].map((name) => ({ name, outcome: 'ok' })),
    );
  });

  it.each(['brokenSignature', 'useEnc', 'recordAsList'])(
    'field 30: a damaged own trust list (%s) is INVALID, however good the records are',
    async (name) => {
      expect(await stepOf('list', [good], trustLists[name])).toEqual({
        verdict: 'INVALID',
        step: { name: 'list', outcome: 'failed', code: 'BUNDLE_LIST_DAMAGED' },
      });
      expect(await verdictsOf([good], trustLists[name])).toEqual(['INVALID', 'INVALID']);
    },
  );

  it('field 30: an own list of another root is named and not used; an expired one is what old files have', async () => {
    expect(await stepOf('list', [good], trustLists.otherRoot)).toEqual({
      verdict: 'VALID',
      step: { name: 'list', outcome: 'unknown', code: 'BUNDLE_LIST_OTHER_ROOT' },
    });
    expect(await stepOf('list', [good], trustLists.expired)).toEqual({
      verdict: 'VALID',
      step: { name: 'list', outcome: 'ok' },
    });
    expect((await stepOf('list', [good], trustLists.future)).step?.code).toBe('TRUST_LIST_NOT_YET');
  });

  it('field 30: the school years missing between two others are named beside the verdict', async () => {
    expect(await stepOf('years', [await ofYear(2022), good])).toEqual({
      verdict: 'VALID',
      step: {
        name: 'years',
        outcome: 'unknown',
        code: 'YEAR_MISSING',
        about: ['2023-2024', '2024-2025'],
      },
    });
  });

  it('field 30: a year that may be the unreadable record is not called missing', async () => {
    expect(await stepOf('years', [await ofYear(2023), forged, good])).toEqual({
      verdict: 'INVALID',
      step: { name: 'years', outcome: 'unknown' },
    });
  });

  it('field 30: two different records of one year and revision are INVALID, the other years are not', async () => {
    const twin = await resign((payload) => {
      payload.credentialSubject.remark = 'Một nhận xét khác.';
      renumber(payload, 5);
    });
    const before = await ofYear(2024);
    expect((await stepOf('revisions', [before, good, twin])).step?.code).toBe('REVISION_TWICE');
    expect(await verdictsOf([before, good, twin])).toEqual(['INVALID', 'VALID', 'INVALID', 'INVALID']);
    // The very same record twice says nothing else than once.
    expect(await verdictsOf([good, good])).toEqual(['VALID', 'VALID', 'VALID']);
  });

  it.each([
    ['STUDENT_CODES_DIFFER', 'code', '0899999999'],
    ['STUDENT_NAMES_DIFFER', 'name', 'Nguyễn Thị Ánh Nguyệt'],
  ])('field 30: one pupil under two of a kind is INVALID by %s', async (code, member, value) => {
    const other = await ofYear(2024, ({ credentialSubject }) => {
      Object.assign(credentialSubject.student, { [member]: value });
    });
    expect((await stepOf('identity', [other, good])).step).toEqual({
      name: 'identity',
      outcome: 'failed',
      code,
    });
    expect(await verdictsOf([other, good])).toEqual(['INVALID', 'INVALID', 'INVALID']);
  });

  it('field 30: a corrected birth date is a warning, one name spelt two ways is none', async () => {
    const corrected = await ofYear(2024, ({ credentialSubject }) => {
      Object.assign(credentialSubject.student, { birthDate: '2013-05-18' });
    });
    expect(await stepOf('identity', [corrected, good])).toEqual({
      verdict: 'VALID',
      step: { name: 'identity', outcome: 'ok', code: 'IDENTITY_DIFFERS' },
    });
    const spelt = await ofYear(2024, ({ credentialSubject }) => {
      Object.assign(credentialSubject.student, { name: 'NGUYỄN THỊ ÁNH TUYẾT' });
    });
    expect((await stepOf('identity', [spelt, good])).step).toEqual({ name: 'identity', outcome: 'ok' });
  });

  it('field 30: a bundle whose years differ by a correction contradicts nothing', async () => {
    const corrected = await resign((payload) => {
      Object.assign(payload.credentialSubject, { revision: 2, replaces: payload.id });
      payload.credentialSubject.student.name = 'Nguyễn Thị Ánh Nguyệt';
      renumber(payload, 2);
    });
    expect(await verdictsOf([good, corrected])).toEqual(['SUPERSEDED', 'SUPERSEDED', 'VALID']);
  });

  it('field 30: two records of one school year from two schools are named', async () => {
    const elsewhere = await resign((payload) => {
      const subject = payload.credentialSubject;
      Object.assign(subject.school, { code: '08000102' });
      Object.assign(subject, { recordId: '08000102-2025-2026/s000000000001' });
      renumber(payload, 6);
    });
    expect((await stepOf('years', [good, elsewhere])).step).toEqual({
      name: 'years',
      outcome: 'ok',
      code: 'YEAR_TWICE',
      about: ['2025-2026'],
    });
  });
});
