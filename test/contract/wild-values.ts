import fc from 'fast-check';

/*
 * Arbitrary values made after examples: of the same shape, but with contents nobody thought of. Numbers and texts run
 * wild; a value of one of the enumerations below stays in it, since anything else is no value of the type at all.
 */

const ENUMERATIONS = [
  'T K Đ CĐ',
  'T K Đ CĐ absent',
  'T H C Đ CĐ',
  'HTXS HTT HT CHT',
  'replace remove',
  'repeat train-then-retest person-decides',
  'score comment',
  'studying moved-away',
  'open closed',
  'hk1 hk2',
  'male female',
  'mid-hk1 end-hk1 mid-hk2 end-year',
  'year-open person-decides summer-training retest reassessed promoted repeat',
  'promoted repeat summer-training retest not-assessed',
  'promote retain',
  'merged renamed split closed',
].map((names) => new Set(names.split(' ')));

/** Members that say which shape the rest of an object has: examples are told apart by them. */
const DISCRIMINANTS = ['step', 'kind', 'state'];

const WILD_NUMBERS = [
  -1,
  -0,
  0.5,
  101,
  400,
  401,
  2 ** 31,
  2 ** 53,
  -1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];
const WILD_TEXTS = [
  '',
  ' ',
  'constructor',
  '__proto__',
  '\u0000',
  '\ud800',
  'Đ'.repeat(300),
  '1e9',
  '-1',
  'CĐ',
  'M',
];

const numbers = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constantFrom(...WILD_NUMBERS), fc.double());
const texts = fc.oneof(
  fc.constantFrom(...WILD_TEXTS),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.stringMatching(/^[0-9.,-]{0,14}$/),
);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectsLike = (examples: readonly Readonly<Record<string, unknown>>[]): fc.Arbitrary<unknown> => {
  const maps = examples.flatMap((one) => (Array.isArray(one.$map) ? [one.$map as unknown[][]] : []));
  if (maps.length > 0) {
    const pairs = listsLike(maps) as fc.Arbitrary<[unknown, unknown][]>;
    return pairs.map((list) => new Map(list.filter((pair) => Array.isArray(pair))));
  }
  const told = DISCRIMINANTS.find((name) => examples.every((one) => typeof one[name] === 'string'));
  if (told !== undefined) {
    const shapes = Object.values(Object.groupBy(examples, (one) => String(one[told])));
    if (shapes.length > 1) return fc.oneof(...shapes.map((alike) => objectsLike(alike ?? [])));
  }
  const names = [...new Set(examples.flatMap(Object.keys))];
  const members = names.map((name) => {
    const values = examples.flatMap((one) => (Object.hasOwn(one, name) ? [one[name]] : []));
    return [name, name === told ? fc.constantFrom(...values) : valuesLike(values)] as const;
  });
  const requiredKeys = names.filter((name) => examples.every((one) => Object.hasOwn(one, name)));
  return fc.record(Object.fromEntries(members), { requiredKeys });
};

/** Lists of equal length whose places hold different kinds of value are tuples, all others lists of one kind. */
const listsLike = (examples: readonly (readonly unknown[])[]): fc.Arbitrary<unknown[]> => {
  const [first = []] = examples;
  // Nothing is known of what a list holds that is empty in every example.
  if (examples.every(({ length }) => length === 0)) return fc.constant([]);
  const kinds = new Set(first.map((value) => typeof value));
  const isTuple = kinds.size > 1 && examples.every(({ length }) => length === first.length);
  return isTuple
    ? (fc.tuple(...first.map((_, i) => valuesLike(examples.map((one) => one[i])))) as fc.Arbitrary<unknown[]>)
    : fc.array(valuesLike(examples.flat()), { maxLength: 12 });
};

/** Values like these examples, and the examples themselves. */
const valuesLike = (examples: readonly unknown[]): fc.Arbitrary<unknown> => {
  const plain = examples.filter((value) => !Array.isArray(value) && !isObject(value));
  const lists = examples.filter(Array.isArray);
  const objects = examples.filter(isObject);
  const choices: fc.Arbitrary<unknown>[] = [];
  if (plain.length > 0) choices.push(fc.constantFrom(...new Set(plain)));
  if (plain.some((value) => typeof value === 'number')) choices.push(numbers);
  const written = plain.filter((value) => typeof value === 'string');
  const enumeration = ENUMERATIONS.find((names) => written.every((value) => names.has(value)));
  if (written.length > 0) choices.push(enumeration ? fc.constantFrom(...enumeration) : texts);
  if (plain.some((value) => typeof value === 'boolean')) choices.push(fc.boolean());
  if (lists.length > 0) choices.push(listsLike(lists));
  if (objects.length > 0) choices.push(objectsLike(objects));
  return choices.length === 0 ? fc.constant(undefined) : fc.oneof(...choices);
};

/**
 * Argument lists like these examples; of arguments that are left out at times, each may be. Those at `fixed` places are
 * as in the examples.
 */
export const argumentsLike = (
  examples: readonly (readonly unknown[])[],
  fixed: readonly number[] = [],
): fc.Arbitrary<unknown[]> => {
  const most = Math.max(...examples.map(({ length }) => length));
  const fewest = Math.min(...examples.map(({ length }) => length));
  const places = Array.from({ length: most }, (_, i) => {
    const values = examples.flatMap((one) => (i < one.length ? [one[i]] : []));
    return fixed.includes(i) ? fc.constantFrom(...values) : valuesLike(values);
  });
  return fc
    .tuple(fc.integer({ min: fewest, max: most }), fc.tuple(...places))
    .map(([length, values]) => values.slice(0, length));
};
