import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../calendar/vietnam-time.ts';
import type { GuardianId } from '../../school/guardians.ts';
import type { ClassCode, SchoolCode, SchoolYear, SubjectCode } from '../../school/identifiers.ts';
import { type DossierState, isOpenDossier } from '../dossier/states.ts';
import { decideReview, openReviewKey, type Review, reviewDeadline } from './decide-review.ts';
import type { ReviewAbout, ReviewEvent } from './events.ts';

const FILED = '2026-10-05T02:00:00.000Z' as Instant;
const guardian = 'g01KB0000000000000000000001' as GuardianId;
const CELL: ReviewAbout = {
  kind: 'cell',
  school: '08000101' as SchoolCode,
  year: '2026-2027' as SchoolYear,
  class: '8A1' as ClassCode,
  subject: 'toan' as SubjectCode,
  term: 'hk1',
  column: 'tx2',
};
const LOOK: ReviewAbout = { kind: 'look', seq: 7, act: 'bundle.read', at: FILED, actor: 'clerk.tantrao' };
const text = 'Bài kiểm tra ghi 8';
const ACCEPT: ReviewEvent = { kind: 'accept', text, value: '6,5' };
const fileOf = (about: ReviewAbout): ReviewEvent => ({ kind: 'file', about, guardian, days: 5, text });

const run = (about: ReviewAbout, steps: readonly (readonly [ReviewEvent, Instant?])[]): Review | string => {
  let review: Review | undefined;
  for (const [event, at = FILED] of [[fileOf(about)] as const, ...steps]) {
    const decision = decideReview(review, event, at);
    if ('refused' in decision) return decision.refused;
    review = decision.next;
  }
  return review ?? 'nothing';
};
const stateOf = (about: ReviewAbout, ...events: readonly ReviewEvent[]): string => {
  const end = run(
    about,
    events.map((event) => [event] as const),
  );
  return typeof end === 'string' ? end : `${end.state} ${end.outcome}`;
};

describe('a review request', () => {
  it.each([
    ['accepted, about a cell', CELL, [ACCEPT], 'signed accepted'],
    ['corrected after it was accepted', CELL, [ACCEPT, { kind: 'complete' }], 'done accepted'],
    ['accepted, about a look', LOOK, [ACCEPT], 'done accepted'],
    ['declined', CELL, [{ kind: 'decline', text }], 'done declined'],
    ['withdrawn', CELL, [{ kind: 'withdraw' }], 'withdrawn null'],
    ['asked about', CELL, [{ kind: 'ask', text }], 'waiting null'],
    [
      'answered',
      CELL,
      [
        { kind: 'ask', text },
        { kind: 'answer', text },
      ],
      'processing null',
    ],
    ['accepted while the family owes an answer', CELL, [{ kind: 'ask', text }, ACCEPT], 'ACTION_NOT_ALLOWED'],
    [
      'asked about twice',
      CELL,
      [
        { kind: 'ask', text },
        { kind: 'answer', text },
        { kind: 'ask', text },
      ],
      'SUPPLEMENT_ASKED_ALREADY',
    ],
    ['corrected before anybody accepted it', CELL, [{ kind: 'complete' }], 'ACTION_NOT_ALLOWED'],
    ['withdrawn after it was accepted', CELL, [ACCEPT, { kind: 'withdraw' }], 'ACTION_NOT_ALLOWED'],
    [
      'spoken about after its end',
      CELL,
      [
        { kind: 'decline', text },
        { kind: 'say', text },
      ],
      'ACTION_NOT_ALLOWED',
    ],
    ['filed twice', CELL, [fileOf(CELL)], 'ACTION_NOT_ALLOWED'],
  ] as const)('a request that is %s ends as it should', (_, about, events, end) => {
    expect(stateOf(about, ...events)).toBe(end);
  });

  it('a wait of thirty days without an answer ends the request, and not a moment earlier', () => {
    const asked: [ReviewEvent, Instant] = [{ kind: 'ask', text }, FILED];
    const at = (moment: string) => run(CELL, [asked, [{ kind: 'expire' }, moment as Instant]]);
    expect(at('2026-11-04T01:59:59.999Z')).toBe('ACTION_NOT_ALLOWED');
    expect(at('2026-11-04T02:00:00.000Z')).toMatchObject({ state: 'stopped' });
  });

  it('one request about a cell is open at a time, and another cell has its own', () => {
    const open = { state: 'received', about: CELL } as const;
    expect(openReviewKey(open, 's1')).toBe('review/s1/cell/2026-2027/toan/hk1/tx2');
    expect(openReviewKey({ ...open, about: { ...CELL, column: null } }, 's1')).toMatch(/result$/);
    expect(openReviewKey({ ...open, about: LOOK }, 's1')).toBe('review/s1/look/7');
    expect(openReviewKey({ ...open, state: 'done' }, 's1')).toBeNull();
  });
});

describe('the clock of a review request', () => {
  const dueOf = (steps: readonly (readonly [ReviewEvent, Instant?])[]) => {
    const review = run(CELL, steps);
    return typeof review === 'string' ? review : reviewDeadline(review)?.deadline.due;
  };
  const at = (moment: string) => moment as Instant;

  it('a school has five working days from the day after receipt', () => {
    expect(dueOf([])).toBe('2026-10-12T10:00:00.000Z');
  });

  it('a question stops the clock, and the answer moves the due moment by the time that was waited', () => {
    const asked: [ReviewEvent, Instant] = [{ kind: 'ask', text }, at('2026-10-06T01:00:00.000Z')];
    expect(dueOf([asked])).toBeNull();
    expect(dueOf([asked, [{ kind: 'answer', text }, at('2026-10-07T01:00:00.000Z')]])).toBe(
      '2026-10-13T10:00:00.000Z',
    );
  });

  it('a correction has its own three working days, and nothing is due once it is made', () => {
    const accepted: [ReviewEvent, Instant] = [ACCEPT, at('2026-10-06T02:00:00.000Z')];
    expect(dueOf([accepted])).toBe('2026-10-09T10:00:00.000Z');
    expect(dueOf([accepted, [{ kind: 'complete' }, at('2026-10-07T02:00:00.000Z')]])).toBeUndefined();
  });
});

const EVENTS: readonly ReviewEvent[] = [
  { kind: 'say', text },
  { kind: 'ask', text },
  { kind: 'answer', text },
  { kind: 'expire' },
  ACCEPT,
  { kind: 'decline', text },
  { kind: 'complete' },
  { kind: 'withdraw' },
];

it('a review request keeps its rules over 2,000 random histories: every open state has an exit, and a decision stands', () => {
  const reached = new Set<DossierState>();
  const later = (now: Instant, hours: number) =>
    new Date(Date.parse(now) + hours * 3_600_000).toISOString() as Instant;
  const step = fc.tuple(fc.constantFrom(...EVENTS), fc.integer({ min: 0, max: 24 * 20 }));
  fc.assert(
    fc.property(fc.constantFrom(CELL, LOOK), fc.array(step, { maxLength: 25 }), (about, steps) => {
      let now = FILED;
      let review = run(about, []) as Review;
      for (const [event, hours] of steps) {
        now = later(now, hours);
        const decision = decideReview(review, event, now);
        if ('next' in decision) {
          const { next } = decision;
          if (review.decided !== null)
            expect([next.outcome, next.decided]).toEqual([review.outcome, review.decided]);
          expect(next.about).toBe(review.about);
          review = next;
        }
        reached.add(review.state);
        const exits = EVENTS.filter((one) => {
          const exit = decideReview(review, one, later(now, 24 * 40));
          return 'next' in exit && exit.next.state !== review.state;
        });
        expect(exits.length > 0).toBe(isOpenDossier(review.state));
        const clock = reviewDeadline(review);
        expect(clock === undefined).toBe(!isOpenDossier(review.state));
        if (clock !== undefined)
          expect(clock.deadline.due === null).toBe(
            review.state === 'waiting' && review.waits.some(({ from }) => from < '2026-10-12T10:00:00.000Z'),
          );
      }
    }),
    { numRuns: 2000 },
  );
  expect([...reached].toSorted()).toEqual([
    'done',
    'processing',
    'received',
    'signed',
    'stopped',
    'waiting',
    'withdrawn',
  ]);
}, 30_000);
