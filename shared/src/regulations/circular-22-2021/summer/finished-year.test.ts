import { describe, expect, it } from 'vitest';
import type { SubjectCode } from '../../../school/identifiers.ts';
import type { Circular22Record } from '../year/record.ts';
import { finishedYearOf } from './finished-year.ts';
import { openSummer } from './summer.ts';

const line = (subject: string, year: number | null, exempt = false) => ({
  subject: subject as SubjectCode,
  mode: 'score' as const,
  exempt,
  hk1: year,
  hk2: year,
  year,
});
const record = {
  notAssessed: false,
  subjects: [line('van', 40), line('toan', 60), line('tin', null, true)],
  whole: { learning: 'CĐ', conduct: 'K', absent: 4 },
  promotion: 'retest',
} as unknown as Circular22Record;

describe('finishedYearOf', () => {
  it('a finished year gives what a summer starts from, without exempt subjects', () => {
    const year = finishedYearOf(record);
    expect(year).toEqual({
      subjects: [
        { subject: 'van', result: 40 },
        { subject: 'toan', result: 60 },
      ],
      learning: 'CĐ',
      conduct: 'K',
      absent: 4,
    });
    expect(openSummer(year).summer.state).toBe(record.promotion);
  });

  it('an open year is told from one that is empty by right', () => {
    expect(finishedYearOf({ ...record, whole: { ...record.whole, absent: null } })).toBeNull();
    expect(finishedYearOf({ ...record, subjects: [line('van', null)] })).toBeNull();
    expect(finishedYearOf({ ...record, notAssessed: true })).toBe('not-assessed');
  });
});
