import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bundle,
  forged,
  good,
  main,
  now,
  ofYear,
  trustLists,
} from '../../../../test/vectors/credential/resigned.ts';
import { MAX_FILE, verifyFile } from './read-file.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const wrapped = (text: string, end = '\r\n', width = 76): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'gs')) ?? []).join(end);

const read = (given: string | Uint8Array) =>
  verifyFile(typeof given === 'string' ? bytesOf(given) : given, { trustList: main, now });
const verdictOf = async (given: string | Uint8Array) => {
  const reading = await read(given);
  if ('confirmation' in reading) return reading.confirmation.verdict;
  return 'found' in reading ? reading.found.verdict : reading.other;
};

const file = JSON.stringify(bundle([good]), null, 2);

/** The changes of a text on its way through mail programs, editors and copying. */
const JOURNEYS: readonly (readonly [string, (text: string) => string | Uint8Array])[] = [
  ['as it is', (text) => text],
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['saved as UTF-16', utf16],
  ['with trailing blanks and lines', (text) => `  ${text} \t\u00a0\r\n\r\n`],
  ['wrapped at 76 characters', (text) => wrapped(text)],
  ['wrapped with blanks at the ends of lines', (text) => wrapped(text, ' \n ')],
  ['wrapped as quoted-printable', (text) => wrapped(text, '=\r\n')],
];

describe('a record on its way', () => {
  it.each(JOURNEYS)(
    'field 12: a record on its way is VALID %s, as a code, in a link and in a bundle',
    async (_, travel) => {
      expect(await verdictOf(travel(good))).toBe('VALID');
      expect(await verdictOf(travel(`https://hocba.example/verify#${good}`))).toBe('VALID');
      expect(await verdictOf(travel(file))).toBe('VALID');
      expect(await verdictOf(travel(forged))).toBe('INVALID');
    },
  );

  it.each<[string, string]>([
    ['words below it', `${good}\nCảm ơn thầy`],
    ['words before it', `Học bạ của em: ${good}`],
    ['words around it, broken into lines', `Kính gửi thầy.\n${wrapped(good)}\n\nCảm ơn thầy. Em chào thầy.`],
    ['its link in a sentence', `Xem https://hocba.example/verify#${good} nhé`],
    ['the same code once more', `${good}\n\n${good}`],
    ['a full stop behind it', `Học bạ của em: ${good}.`],
    ['a full stop and words behind it', `${good}.\nEm cảm ơn thầy.`],
    ['a full stop and a word without a blank behind it', `${good}.Thanks`],
    ['dots behind it', `${good}...`],
    ['a comma behind it', `${good}, thầy xem giúp em`],
    ['brackets around it', `Xem (${good}) hoặc [https://hocba.example/verify#${good}].`],
    ['quotation marks around it', `“${good}”`],
    ['the brackets of a link in a mail', `<https://hocba.example/verify#${good}>`],
    ['a rule and a name below it', `${good}\n--\nNguyen Van A`],
    ['lines quoted in an answer', `Thay Nam wrote:\n> ${wrapped(good, '\r\n> ')}\r\n>\r\n> Em cam on`],
    ['lines quoted twice', `>> ${wrapped(good, '\n>> ')}\n> Em cam on`],
    ['the blanks of quoted-printable', `Thầy xem:=20\r\n${wrapped(good, '=20\r\n')}`],
    ['signs that nobody sees', `\u2068${wrapped(good, '\u200b', 500)}\u2069`],
  ])('field 12: a record on its way stays VALID with %s', async (_, text) => {
    expect(await verdictOf(text)).toBe('VALID');
  });

  it('field 12: two codes in one text are two records, and are held against each other', async () => {
    const before = await ofYear(2024);
    const reading = await read(`Năm trước:\n${before}\nNăm nay:\n${wrapped(good)}\n`);
    expect(reading).toMatchObject({ found: { verdict: 'VALID', credentials: [{}, {}] } });
    expect(await verdictOf(`${good}\n${forged}`)).toBe('INVALID');
    expect(await verdictOf(`${good}\n${before.slice(0, 2000)}`)).toBe('UNVERIFIABLE');
    expect(await verdictOf(`${good}.${good}`)).toBe('INVALID');
  });

  it('field 12: a code of another system is named, and no record is called forged', async () => {
    const code = (header: object, signature: number) =>
      `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${'A'.repeat(signature)}`;
    expect(await verdictOf(code({ alg: 'ES256', typ: 'JWT' }, 86))).toBe('token');
    expect(await verdictOf(code({ alg: 'RS256', typ: 'JWT' }, 342))).toBe('token');
    expect(await verdictOf(code({ alg: 'HS256' }, 43))).toBe('token');
    expect(await verdictOf(code({ alg: 'none', typ: 'JWT' }, 0))).toBe('token');
  });

  it('field 12: a text that is made to be searched for long is answered before a test gives up', async () => {
    const parts = [
      'eyJ ',
      'eyJa.b ',
      ' eyJa.b.',
      'eyJ-',
      '\n>',
      '\n ',
      `${'eyJ '.repeat(200)}.${'a'.repeat(60_000)}\n`,
    ];
    for (const part of parts) {
      expect(await verdictOf(part.repeat(Math.floor(MAX_FILE / part.length)))).not.toBe('VALID');
    }
  });

  const [header = '', payload = ''] = good.split('.');
  const shortened = [1, 2, 3, 10, 40, 41].map((lost): [string, string] => [
    `without its last ${lost} letters`,
    good.slice(0, -lost),
  ]);
  it.each<[string, string]>([
    ...shortened,
    ['without its signature', `${header}.${payload}`],
    ['that ends with the dot before its signature', `${header}.${payload}.`],
    ['that ends within the payload', good.slice(0, 2000)],
    ['that ends within the header', header.slice(0, 40)],
    ['that a program shows in short', `${good.slice(0, 80)}...`],
    ['in a link that was cut', `https://hocba.example/verify#${good.slice(0, 2000)}`],
    ['in a link that was cut among words', `Xem https://hocba.example/verify#${good.slice(0, 2000)} nhé`],
    ['that was cut, with a comma behind it', `${good.slice(0, 2000)}, thầy xem`],
    ['that was cut, with words below it', `${good.slice(0, 2000)}\nCảm ơn thầy. Em chào thầy.`],
    ['without its last letter, with words below it', `${good.slice(0, -1)}\nCảm ơn thầy`],
    ['without its last letter, with words behind it', `${good.slice(0, -1)} Thanks. See you. Nam`],
    ['without five letters, with five below it', `${good.slice(0, -5)}\nEm cam on`],
    ['in lines without five letters, with five below it', `${wrapped(good.slice(0, -5))}\nEm cam on`],
    ['cut in its header, with a whole one below it', `${good.slice(0, 40)}\n${good}`],
    ['cut in its signature, with dots and a word right behind it', `${good.slice(0, -20)}...8A1.`],
    ['cut in its signature, with a full stop and a word right behind it', `${good.slice(0, -20)}.Thanks`],
    ['shown in short with the sign of three dots', `${good.slice(0, 80)}…`],
    ['with a word in its middle', `${good.slice(0, 2000)}é${good.slice(2000)}`],
  ])('field 12: a record %s is half a copy and UNVERIFIABLE, not INVALID', async (_, text) => {
    const step = { name: 'format', outcome: 'unknown', code: 'TEXT_CUT' };
    expect(await read(text)).toMatchObject({
      found: { verdict: 'UNVERIFIABLE', credentials: [{ verdict: 'UNVERIFIABLE', steps: [step] }] },
    });
  });

  it.each([
    ['whose end is missing', file.slice(0, -20)],
    ['with a sentence behind it', `${file}\nGửi từ điện thoại`],
  ])('field 12: a bundle %s cannot be read and is UNVERIFIABLE, not INVALID', async (_, text) => {
    const step = { name: 'format', outcome: 'unknown', code: 'BUNDLE_MALFORMED' };
    expect(await read(text)).toMatchObject({
      found: { verdict: 'UNVERIFIABLE', credentials: [{ verdict: 'UNVERIFIABLE', steps: [step] }] },
    });
  });

  it.each([
    ['with no record in it', '{"v":1,"credentials":[]}'],
    ['of a later version', file.replace('"v": 1', '"v": 9')],
    ['with a member that is not known', file.replace('"v": 1', '"v": 1,"note":"x"')],
  ])('field 12: a whole bundle %s is UNVERIFIABLE and not called cut', async (_, text) => {
    const step = { name: 'format', outcome: 'unknown', code: 'BUNDLE_FORM_UNKNOWN' };
    expect(await read(text)).toMatchObject({
      found: { verdict: 'UNVERIFIABLE', credentials: [{ steps: [step] }] },
    });
  });

  it('field 12: a record that was altered is INVALID and names its fault', async () => {
    const codeOf = async (text: string) => {
      const reading = await read(text);
      return 'found' in reading ? reading.found.credentials[0]?.steps.at(-1) : reading;
    };
    expect(await codeOf(forged)).toMatchObject({ outcome: 'failed', code: 'SIGNATURE_INVALID' });
    expect(await codeOf(`${good}A`)).toMatchObject({ outcome: 'failed' });
    for (const text of [`Xem: ${forged}. Em`, `> ${wrapped(forged, '\n> ')}\n> Em`, wrapped(`${good}A`)]) {
      expect(await codeOf(text)).toMatchObject({ outcome: 'failed' });
    }
    expect(await codeOf(`${good}.${good}`)).toMatchObject({ outcome: 'failed', code: 'TOKEN_NOT_COMPACT' });
  });

  it('field 12: a record comes with 24 years and stays below the largest file', async () => {
    const years = await Promise.all(Array.from({ length: 24 }, () => ofYear(2025)));
    const all = JSON.stringify(bundle(years));
    expect(all.length).toBeLessThan(MAX_FILE);
    expect(await verdictOf(all)).toBe('VALID');
  });
});

/** Texts made of what records, links and bundles are made of. */
const pieces = fc.constantFrom(
  ...[
    '{',
    '}',
    '"credentials"',
    '"v":1',
    '[',
    ']',
    ':',
    ',',
    '.',
    '#',
    'https://',
    '\ufeff',
    '=\r\n',
    ' ',
    '\0',
  ],
  ...[
    good.slice(0, 40),
    good.split('.')[1] ?? '',
    'eyJ',
    '%PDF',
    'PK\u0003\u0004',
    JSON.stringify(bundle([good])),
  ],
);

it('field 12: the reader answers to any bytes, and calls VALID nothing that is not the record', async () => {
  const any = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(pieces, { maxLength: 12 }).map((all) => bytesOf(all.join(''))),
  );
  await fc.assert(
    fc.asyncProperty(any, async (bytes) => {
      const reading = await read(bytes);
      if ('found' in reading && reading.found.verdict === 'VALID') {
        expect(reading.found.credentials[0]?.payload?.credentialSubject.student.code).toBe('0812345678');
      }
    }),
    { numRuns: 500 },
  );
});

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../../test/fixtures/import/${name}`, import.meta.url)));
const icon = new Uint8Array(
  readFileSync(new URL('../../../../school-client/public/icons/icon-192.png', import.meta.url)),
);

describe('a file that is no record', () => {
  it('field 12: a file that is no record is named for what it is, and nothing is concluded', async () => {
    expect(await verdictOf(icon)).toBe('image');
    expect(await verdictOf('%PDF-1.7\n%âãÏÓ\n1 0 obj')).toBe('pdf');
    expect(await verdictOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0))).toBe('image');
    expect(await verdictOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1))).toBe('spreadsheet');
    expect(await verdictOf('PK\u0003\u0004....word/document.xml')).toBe('document');
    expect(await verdictOf('PK\u0003\u0004....anh.png')).toBe('archive');
    expect(await verdictOf(Uint8Array.of(1, 0, 2, 0, 255))).toBe('data');
    expect(await verdictOf(trustLists.newer ?? '')).toBe('trustList');
  });

  it.each([
    'Xin chào.',
    'Em gửi thầy học bạ. Mong thầy xem giúp. Em cảm ơn.',
    'a.b.c',
    'STT,Họ tên,Ngày sinh\n1,Nguyễn Thị Ánh Tuyết,17/05/2013',
    '{"v":1}',
    '{"name":"package","version":"1.0.0"}',
    '{broken',
    '{"credentials":{"user":"clerk"}}',
    'https://hocba.example/verify',
    'https://hocba.example/tra-cuu.html',
  ])('field 12: the file %j is a text and no record', async (text) => {
    expect(await verdictOf(text)).toBe('text');
  });

  it('field 12: nothing at all is empty, and a long file is named by its beginning or too large', async () => {
    expect(await verdictOf('')).toBe('empty');
    expect(await verdictOf('\ufeff \n')).toBe('empty');
    expect(await verdictOf('a'.repeat(MAX_FILE + 1))).toBe('tooLarge');
    expect(await verdictOf(`%PDF-1.7${' '.repeat(MAX_FILE)}`)).toBe('pdf');
  });

  it('field 12: a class list of a school is a spreadsheet', async () => {
    expect(await verdictOf(fixture('danh-sach-8A1.xlsx'))).toBe('spreadsheet');
  });
});
