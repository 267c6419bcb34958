import { buildPayload, payloadText } from '@hocba/shared/credential/payload/build-payload';
import { verify } from '@hocba/shared/credential/verify/verify';
import { checkCell } from '@hocba/shared/regulations/circular-22-2021/sheet/columns';
import { HOMEROOM, type Instant, type SchoolYear } from '@hocba/shared/school/identifiers';
import { isImpossibleBirth, parseBirthText } from '@hocba/shared/school/pupil/birth-date';
import { MAX_LENGTH, readPersonName, readTitle } from '@hocba/shared/text/plain-text';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { goodInput, NOW } from '../vectors/credential/good-record.ts';
import { trustLists } from '../vectors/credential/trust-vectors.ts';
import { signPayload } from '../vectors/credential/vector.ts';

/** The result of a door for a typed text: the stored text, or nothing when it is refused. */
const stored = (read: ReturnType<typeof readPersonName>): string | undefined =>
  'value' in read && read.value !== '' ? read.value : undefined;
const person = (typed: string) => stored(readPersonName(typed));
const title = (maxLength: number) => (typed: string) => stored(readTitle(typed, maxLength));
const remark = (typed: string) =>
  typed === '' || checkCell(HOMEROOM, 'remark', typed).length > 0 ? undefined : typed;
const birth = (typed: string) => {
  const read = parseBirthText(typed);
  if ('finding' in read || read.value === null) return undefined;
  return isImpossibleBirth(read.value, '2025-2026' as SchoolYear) ? undefined : read.value;
};

/** Letters of people here, and everything that ever came along with a paste, an old font or another keyboard. */
const PIECES = [
  ...[...'aàảãáạăằbcdđeêghiklmnoôơpqrstuưvxyAĐHNQTY'],
  ...[' ', ' ', "'", 'ʼ', '’', '-', '.', ',', '0', '8', '/', '<'],
  ...[
    '\u0301',
    '\u0323',
    '\u0302',
    '\u00ad',
    '\u200b',
    '\u200e',
    '\u202e',
    '\u2066',
    '\u034f',
    '\ufe0f',
    '\u00a0',
  ],
  ...[
    'µ',
    'ª',
    'Þ',
    'ø',
    'ñ',
    'ŏ',
    'ß',
    'ﬁ',
    'Ａ',
    'а',
    'Ω',
    '你',
    '\u3164',
    '\u0958',
    '\ufffd',
    '\ud83d',
    '👍',
    '\n',
  ],
];
const typed = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 120 })
  .map((all) => all.join(''));
const day = fc.tuple(fc.nat(32), fc.nat(13), fc.integer({ min: 1890, max: 2110 }));
const typedBirth = fc.oneof(
  day.map((parts) => parts.join('/')),
  day.map(([, , year]) => String(year)),
);

const signed = async (change: Partial<typeof goodInput>) => {
  const text = payloadText(buildPayload({ ...goodInput, ...change }));
  const { main } = await trustLists();
  return verify(await signPayload(text), { trustList: main, now: NOW as Instant });
};

it('field 17: every text that the doors take is signed, and verifies', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(typed, typed, typed, typed, typedBirth, async (name, school, folk, words, when) => {
      const { student, record } = goodInput;
      const [kept, place, ethnicity] = [
        person(name),
        title(MAX_LENGTH.school)(school),
        title(MAX_LENGTH.ethnicity)(folk),
      ];
      const [text, birthDate] = [remark(words), birth(when)];
      taken += [kept, place, ethnicity, text, birthDate].filter((one) => one !== undefined).length;
      const { verdict } = await signed({
        student: {
          ...student,
          name: kept ?? student.name,
          ethnicity: ethnicity ?? student.ethnicity,
          birthDate: birthDate ?? student.birthDate,
        },
        school: { ...goodInput.school, name: place ?? goodInput.school.name },
        approvals: goodInput.approvals.map((one) => ({ ...one, name: kept ?? one.name })),
        record: { ...record, remark: text ?? null } as typeof record,
      });
      expect(verdict).toBe('VALID');
    }),
    { numRuns: 400, seed: 17 },
  );
  // A property that holds because everything is refused would say nothing.
  expect(taken).toBeGreaterThan(400);
});

it.each(['2013', '2013-05-17'])(
  'field 20: a record of a pupil born %s is signed and verifies',
  async (birthDate) => {
    const { verdict, payload } = await signed({ student: { ...goodInput.student, birthDate } });
    expect([verdict, payload?.credentialSubject.student.birthDate]).toEqual(['VALID', birthDate]);
  },
);

it('field 17: a birth date in the future is not signed', () => {
  const future = { ...goodInput.student, birthDate: '2033-05-17' };
  expect(() => buildPayload({ ...goodInput, student: future })).toThrow('INVALID_INPUT');
});
