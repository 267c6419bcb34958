import { SENTENCES } from '@hocba/server/cli/texts/sentence-texts-vi';
import { VI as VERIFY } from '@hocba/server/cli/verify/verify-texts-vi';
import { deadlineText } from '@hocba/server/issuing/keys/key-deadlines';
import type { Instant } from '@hocba/shared/school/identifiers';
import { describe, expect, it } from 'vitest';
import { verify } from '../../school-client/src/i18n/vi/verify.ts';
import { readSources } from './source-files.ts';

/* Commands and screens say one thing in one way, and what a command translates is what the program says. */

/** A text of the program, whole on one line or a template. */
const TEXT = /`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'/gs;
/** The texts that may stand in a hole of a template. */
const FILLINGS = ['7', '2026-2027', 'trust list', 'signing key', 'operator', 'nobody', 'toan of 8A1'];
const HOLE = /\$\{[^}]*\}/;

/** The texts that a template makes: each hole filled in each way, at most four holes in every combination. */
const filled = (template: string, holes = 0): string[] => {
  if (!HOLE.test(template)) return [template];
  const fillings = holes < 4 ? FILLINGS : FILLINGS.slice(0, 1);
  return fillings.flatMap((filling) =>
    filled(
      template.replace(HOLE, () => filling),
      holes + 1,
    ),
  );
};

/** Sentences that are put together from several texts. */
const deadlines = (['trust list', 'signing key'] as const).flatMap((what) =>
  [2, 0].map((days) => deadlineText({ what, at: '2026-12-01T00:00:00.000Z' as Instant, days })),
);

const literals = readSources()
  .filter(({ path }) => /^(server|shared)\/src\//.test(path) && !/\.test\.ts$|-texts[^/]*\.ts$/.test(path))
  .flatMap(({ lines }) => {
    const code = lines.filter((line) => !/^\s*(\/\/|\/?\*)/.test(line)).join('\n');
    return [...code.matchAll(TEXT)].map(([text]) => text.slice(1, -1).replaceAll("\\'", "'"));
  });

const said = [...deadlines, ...literals.flatMap((text) => filled(text))];

describe('field 28: an English sentence that a command says in Vietnamese is one that the program says', () => {
  it.each(SENTENCES.map(([pattern]) => [pattern]))(
    'an English sentence that a command says in Vietnamese is one that the program says: %s',
    (pattern) => {
      expect(said.some((text) => pattern.test(text))).toBe(true);
    },
  );
});

it('field 28: hocba verify and the verify page have the same Vietnamese words for verdicts, checks and codes', () => {
  expect(VERIFY.verdicts).toEqual(verify.verdict);
  expect(VERIFY.steps).toEqual(verify.step);
  expect(VERIFY.codes).toEqual(verify.code);
});
