import { describe, expect, it } from 'vitest';
import { readGivenDay, readGivenInstant } from './given-time.ts';

describe('field 22: a day or a moment that a command is given', () => {
  it.each([
    ['2026-06-10T02:30:15.250Z', '2026-06-10T02:30:15.250Z'],
    ['2026-06-10T02:30:15Z', '2026-06-10T02:30:15.000Z'],
    ['2026-06-10T02:30Z', '2026-06-10T02:30:00.000Z'],
    ['2026-06-10T02:30:15.2Z', '2026-06-10T02:30:15.200Z'],
    ['2026-06-10T09:30:15+07:00', '2026-06-10T02:30:15.000Z'],
    ['2026-06-09T19:30-07:00', '2026-06-10T02:30:00.000Z'],
    ['09:30 10/06/2026', '2026-06-10T02:30:00.000Z'],
    ['9:30 10/6/2026', '2026-06-10T02:30:00.000Z'],
    ['10/06/2026 09:30:15', '2026-06-10T02:30:15.000Z'],
    ['00:30 01/01/2027', '2026-12-31T17:30:00.000Z'],
  ])('field 22: the text %s that a command is given is the moment %s', (text, instant) => {
    expect(readGivenInstant(text)).toBe(instant);
  });

  it.each([
    '2026-02-30T02:30:15Z',
    '2026-06-10T24:00:00Z',
    '2026-06-10T02:60Z',
    '2026-06-10T02:30:15',
    '2026-06-10T02:30:15+25:00',
    '2026-06-10',
    '10/06/2026',
    '09:30 31/06/2026',
    '25:00 10/06/2026',
    '09:30 06/2026',
    'yesterday',
    '',
  ])('field 22: the text "%s" that a command is given is no moment', (text) => {
    expect(readGivenInstant(text)).toBeUndefined();
  });

  it('field 22: a day that no calendar has is none', () => {
    expect(readGivenDay('2028-02-29')).toBe('2028-02-29');
    const wrong = ['2026-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-1-1', '01/12/2026', ''];
    expect(wrong.map(readGivenDay)).toEqual(wrong.map(() => undefined));
  });
});
