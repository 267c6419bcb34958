import { formatTenths } from '../../marks/cell-input.ts';
import type { Article, Condition, Derivation, DerivedValue } from '../../marks/derivation.ts';
import type { Words } from '../../marks/words.ts';
import type { SubjectCode } from '../../school/identifiers.ts';

/** `Thông tư 22/2021, Điều 9 khoản 1`: where a reader finds the rule. */
export const articleText = ({ say }: Words, { circular, article, clause }: Article): string => {
  const number = circular.split('/').slice(0, 2).join('/');
  return clause === undefined
    ? say('article', { number, article })
    : say('articleClause', { number, article, clause });
};

/** A result as people say it: tenths with a decimal comma, a level by its word, a dash for what is empty. */
export const resultText = ({ say }: Words, value: DerivedValue): string => {
  if (typeof value === 'number') return formatTenths(value);
  return value === null ? '–' : say(`level.${value}`);
};

const quotientText = (numerator: number, divisor: number): string => {
  const hundredths = Math.floor((numerator * 10) / divisor);
  const rest = (numerator * 10) % divisor === 0 ? '' : '…';
  return `${formatTenths(Math.floor(hundredths / 10))}${hundredths % 10}${rest}`;
};

/**
 * The sum, the division and the rounding as a teacher would write them:
 * `(8,0 + 2×7,5 + 3×8,3) / 6 = 47,9 / 6 = 7,98… → 8,0`. Undefined where nothing was divided.
 */
export const divisionText = ({ inputs, fraction, result }: Derivation): string | undefined => {
  if (fraction === undefined || typeof result !== 'number') return undefined;
  const { numerator, divisor } = fraction;
  const terms = inputs.map(({ value, weight = 1 }) =>
    weight === 1 ? formatTenths(Number(value)) : `${weight}×${formatTenths(Number(value))}`,
  );
  const sum = `(${terms.join(' + ')}) / ${divisor}`;
  const division = `${formatTenths(numerator)} / ${divisor}`;
  const text = `${sum} = ${division} = ${quotientText(numerator, divisor)} → ${formatTenths(result)}`;
  // On a phone a line may end before a sign of equality or after a plus, never between a division and its divisor.
  return text.replaceAll(/(?<=[/=→]) | (?=\/)/g, '\u00a0');
};

/** Subjects that a condition of a rating counted against the pupil, with their results. */
const culprits = (words: Words, condition: Condition, inputs: Derivation['inputs']): string => {
  const isOne = (value: DerivedValue): boolean =>
    condition.name === 'below'
      ? typeof value === 'number' && value < (condition.bar ?? 0)
      : condition.name === 'comment-failed' && value === 'CĐ';
  const names = inputs
    .filter(({ value }) => isOne(value))
    .map(({ name, value }) => `${words.subject(name as SubjectCode)} ${resultText(words, value)}`);
  return names.length === 0 ? '' : ` – ${names.join(', ')}`;
};

/** The least level asked for; above Tốt there is nothing better to ask for. */
const leastText = (words: Words, level: DerivedValue): string => {
  const text = resultText(words, level);
  return level === 'T' ? text : words.say('orBetter', { level: text });
};

/** A condition with what was found and what is asked, and the subjects that speak against it. */
const conditionText = (words: Words, condition: Condition, inputs: Derivation['inputs'] = []): string => {
  const { name, bar = 0, found, atLeast = null, atMost = null } = condition;
  const text = words.say(`condition.${name}`, {
    bar: formatTenths(bar),
    found: typeof found === 'number' ? found : resultText(words, found),
    least: typeof atLeast === 'number' ? atLeast : leastText(words, atLeast),
    most: typeof atMost === 'number' ? atMost : '',
  });
  return text + culprits(words, condition, inputs);
};

/** Several conditions in one sentence's end. */
export const conditionsText = (
  words: Words,
  conditions: readonly Condition[],
  inputs?: Derivation['inputs'],
): string => conditions.map((condition) => conditionText(words, condition, inputs)).join('; ');
