import { expect, it } from 'vitest';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { Instant } from '../../calendar/vietnam-time.ts';
import { letterOf } from './letter.ts';
import {
  isLivePromise,
  nextPromiseState,
  type PromiseAct,
  PromiseKind,
  PromiseState,
  promiseDue,
  promiseStage,
} from './promise.ts';

const STATES = PromiseState.anyOf.map((one) => one.const);
const KINDS = PromiseKind.anyOf.map((one) => one.const);
const ACTS: readonly PromiseAct[] = ['sign', 'prove', 'arrive', 'refuse', 'withdraw'];
/** A Thursday at 9:00 in Vietnam. */
const NOW = '2026-10-01T02:00:00.000Z' as Instant;

it('every promise that lives can end by its records, by a paper, and by being taken back', () => {
  for (const kind of KINDS) {
    for (const state of STATES) {
      const ends = ACTS.filter((act) => nextPromiseState({ kind, state }, act) !== undefined);
      expect([kind, state, isLivePromise(state)]).toEqual([kind, state, ends.length > 0]);
      if (isLivePromise(state)) expect(ends).toEqual(expect.arrayContaining(['prove', 'arrive', 'withdraw']));
    }
  }
});

it('a holder can refuse a signed request alone, and no promise is signed twice', () => {
  const may = (act: PromiseAct) =>
    KINDS.flatMap((kind) =>
      STATES.filter((state) => nextPromiseState({ kind, state }, act) !== undefined).map(
        (state) => `${kind} ${state}`,
      ),
    );
  expect(may('refuse')).toEqual(['request open']);
  expect(may('sign')).toEqual(['request unsigned', 'commitment unsigned']);
});

it('a request is due after three working days and a commitment at the end of its day', () => {
  expect(promiseDue(NOW, null)).toBe('2026-10-06T10:00:00.000Z');
  expect(promiseDue(NOW, '2026-11-30' as LocalDate)).toBe('2026-11-30T17:00:00.000Z');
});

it('a promise is overdue from its due moment on, and a transfer that ended without the pupil makes it void', () => {
  const due = '2026-10-06T10:00:00.000Z' as Instant;
  const before = '2026-10-06T09:59:59.999Z' as Instant;
  expect(promiseStage({ state: 'open', due }, false, before)).toBe('open');
  expect(promiseStage({ state: 'open', due }, false, due)).toBe('overdue');
  expect(promiseStage({ state: 'open', due: null }, false, due)).toBe('open');
  expect(promiseStage({ state: 'refused', due }, false, due)).toBe('refused');
  expect(promiseStage({ state: 'open', due }, true, before)).toBe('void');
  expect(promiseStage({ state: 'kept', due }, true, due)).toBe('kept');
});

const FACTS = {
  pupil: { name: 'Ma Seo Dín', code: '0812345679', birthDate: '2013-11-09' },
  ...{ to: 'THCS Phan Thiết', holder: 'THCS Nậm Ban', grades: [6, 7], dossier: 'H60-261001-0001' },
  signer: { name: 'Ma Thị Hường', relation: 'mother' },
} as never as Omit<Parameters<typeof letterOf>[0], 'kind' | 'until'>;

it('a letter names who signs, the pupil, the record, both schools and, in a commitment, the day', () => {
  const request = letterOf({ ...FACTS, kind: 'request', until: null });
  expect(request).toMatchObject({
    title: 'VĂN BẢN ĐỀ NGHỊ',
    about: 'Về việc cung cấp học bạ lớp 6, lớp 7',
    addressee: 'THCS Nậm Ban',
  });
  expect(request.paragraphs[0]).toBe(
    'Tôi là Ma Thị Hường, mẹ của em Ma Seo Dín, sinh ngày 09/11/2013, mã học sinh 0812345679.',
  );
  const commitment = letterOf({ ...FACTS, kind: 'commitment', until: '2026-11-30' as LocalDate });
  expect(commitment.addressee).toBe('THCS Phan Thiết');
  expect(commitment.paragraphs.join(' ')).toContain('THCS Phan Thiết chậm nhất ngày 30/11/2026');
});

it('a letter to be signed by hand has room for the name of any guardian', () => {
  const { paragraphs } = letterOf({
    ...FACTS,
    kind: 'request',
    until: null,
    signer: null,
    pupil: { ...FACTS.pupil, birthDate: '2013' as never },
  });
  expect(paragraphs[0]).toMatch(/^Tôi là …+, cha, mẹ hoặc người giám hộ của em Ma Seo Dín, sinh năm 2013/);
});
