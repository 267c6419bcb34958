import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseStrictJson } from './strict-json.ts';

const refused: [why: string, text: string | Uint8Array][] = [
  ['member twice', '{"mark":5,"mark":10}'],
  ['member twice, one escaped', '{"mark":5,"\\u006dark":10}'],
  ['member twice, deep', '{"a":[{"b":1,"b":1}]}'],
  ['__proto__', '{"__proto__":{"x":1}}'],
  ['__proto__ escaped', '{"\\u005f_proto__":1}'],
  ['constructor', '{"a":{"constructor":{"prototype":{}}}}'],
  ['prototype', '{"prototype":1}'],
  ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ['overlong UTF-8', new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
  ['BOM', new Uint8Array([0xef, 0xbb, 0xbf, 0x31])],
  ['BOM as text', '\ufeff1'],
  ['lone surrogate escaped', '"\\ud800"'],
  ['lone surrogate in a name', '{"\\udfff":1}'],
  ['NUL escaped', '"\\u0000"'],
  ['raw control', '"a\u0001b"'],
  ['C1 control', '"a\\u0085b"'],
  ['bidi override', '"abc\u202egpj"'],
  ['bidi isolate escaped', '"\\u2066"'],
  ['exponent', '1e1'],
  ['minus zero', '-0'],
  ['too many digits', '1.0000000000000000001'],
  ['rounds to ten', '9.999999999999999999'],
  ['trailing zero', '1.0'],
  ['above 2^53', '9007199254740993'],
  ['two to the 53rd', '9007199254740992'],
  ['leading zero', '01'],
  ['leading plus', '+1'],
  ['NaN', 'NaN'],
  ['trailing comma', '[1,]'],
  ['missing comma', '[1 2]'],
  ['comment', '/* */1'],
  ['two values', '1 2'],
  ['nothing', ''],
  ['space only', '  '],
  ['unfinished text', '"abc'],
  ['bad escape', '"\\x41"'],
  ['unfinished object', '{"a":1'],
  ['bare name', '{a:1}'],
  ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
  ['20,000 levels', '['.repeat(20_000)],
  ['no-break space', '\u00a01'],
];

it.each(refused)('the strict reader of JSON refuses %s', (_, text) => {
  expect(() => parseStrictJson(text)).toThrow(expect.objectContaining({ code: 'MALFORMED_JSON' }));
});

it.each([
  '{"a":[1,-2.5,true,false,null,"Nguyễn Thị Ánh Tuyết \\"Đ\\" \\/ \\u1ec5"],"b":{"":{}}}',
  ' [ ] ',
  '9007199254740991',
  `${'['.repeat(32)}${']'.repeat(32)}`,
  '"😀"',
])('the strict reader of JSON reads what JSON.parse reads: %s', (text) => {
  expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  expect(parseStrictJson(new TextEncoder().encode(text))).toEqual(JSON.parse(text));
});

it('the strict reader of JSON reads any member name into a map without a prototype when names are ids', () => {
  const parsed = parseStrictJson('{"__proto__":["1-a"],"constructor":[]}', { allowAnyNames: true });
  expect(Object.getPrototypeOf(parsed)).toBeNull();
  expect(Object.keys(parsed as object)).toEqual(['__proto__', 'constructor']);
  expect(() => parseStrictJson('{"__proto__":1,"__proto__":2}', { allowAnyNames: true })).toThrow();
});

/** The result of a reading: the value as text, which shows own members only, or that it was refused. */
const outcomeOf = (text: string, allowAnyNames: boolean): string => {
  try {
    return JSON.stringify(parseStrictJson(text, { allowAnyNames }));
  } catch (error) {
    expect(error).toMatchObject({ code: 'MALFORMED_JSON' });
    return 'refused';
  }
};

// Only a text without any space outside of its texts can take the fast way.
it.each(refused.filter(([, text]) => typeof text === 'string'))(
  'the strict reader of JSON refuses %s with a space behind it',
  (_, text) => {
    expect(outcomeOf(`${text} `, false)).toBe('refused');
  },
);

it('the strict reader reads a text as a program prints it like a text with spaces, character by character', () => {
  const odd = fc.oneof(
    fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      '\ud800',
      '\u007f',
      '\u202e',
      '"',
      '\\n',
      '\\',
      '10',
      '2',
    ),
    fc.string({ unit: 'binary' }),
    fc.string(),
  );
  const leaf = fc.oneof(
    odd,
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(odd, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
    ),
  }));
  fc.assert(
    fc.property(value, fc.boolean(), (any, allowAnyNames) => {
      const text = JSON.stringify(any);
      expect(outcomeOf(text, allowAnyNames)).toBe(outcomeOf(`${text} `, allowAnyNames));
    }),
    { numRuns: 2000 },
  );
});

it('the strict reader loses every prototype on the fast way too', () => {
  const parsed = parseStrictJson('{"constructor":{"a":[{}]}}', { allowAnyNames: true }) as Record<
    string,
    { a: object[] }
  >;
  for (const object of [
    parsed,
    Object.values(parsed)[0],
    (Object.values(parsed)[0] as { a: object[] }).a[0],
  ]) {
    expect(Object.getPrototypeOf(object)).toBeNull();
  }
});

it('the strict reader names the place and never the content', () => {
  expect(() => parseStrictJson('{"secret-name":1,"secret-name":2}')).toThrow(/^(?!.*secret).*character \d+$/);
});

it('the strict reader reads a megabyte before a test gives up, as JSON.parse reads it', () => {
  const text = JSON.stringify(
    Array.from({ length: 8000 }, (_, i) => ({ id: `s${i}`, mark: i, remark: 'Chăm ngoan, tiến bộ' })),
  );
  expect(parseStrictJson(text)).toEqual(JSON.parse(text));
});
