import type { Registry } from '../../fixtures/registry.ts';
import { median } from '../measure.ts';
import { withDatabaseUrl } from '../with-database.ts';
import { listen, lookUp, openRegistry, signInOffices } from './offices.ts';
import { questionsAbout, RECORD_CHARACTERS, storeRecords } from './stored-records.ts';

/** How much of the bench is run. */
export interface FlatOptions {
  readonly rounds: number;
  /** Look-ups of a round. */
  readonly size: number;
  readonly fewer: number;
  readonly more: number;
}

/** As the acceptance of look-ups asks. */
export const FLAT: FlatOptions = { rounds: 5, size: 200, fewer: 10_000, more: 1_000_000 };

/** Medians of all look-ups, in milliseconds, beside a store of few records and one of many. */
export interface FlatFigures {
  readonly fewer: number;
  readonly more: number;
}

/** One registry with so many stored records; each call is a round, which answers the time of every look-up. */
const openSide = async (registry: Registry, records: number, size: number) => {
  const pupils = await storeRecords(registry.db, records, registry.clock());
  const origin = await listen(registry.app);
  const tokens = await signInOffices(registry);
  return async (round: number): Promise<number[]> => {
    const questions = await questionsAbout(registry, { pupils, size, round });
    const times: number[] = [];
    for (const [i, question] of questions.entries()) {
      const start = performance.now();
      await lookUp(origin, tokens[i % tokens.length] ?? '', question);
      times.push(performance.now() - start);
    }
    return times;
  };
};

/** Look-ups one by one against two registries in turn, one with few stored records and one with many. */
export const benchFlat = ({ rounds, size, fewer, more }: FlatOptions): Promise<FlatFigures> =>
  withDatabaseUrl((here) =>
    withDatabaseUrl(async (there) => {
      const registries = [await openRegistry(here), await openRegistry(there)] as const;
      try {
        const few = await openSide(registries[0], fewer, size);
        const many = await openSide(registries[1], more, size);
        const times: [number[], number[]] = [[], []];
        for (let round = 0; round <= rounds; round += 1) {
          const both = [await few(round), await many(round)] as const;
          // The first round warms up.
          if (round > 0) for (const side of [0, 1] as const) times[side].push(...both[side]);
        }
        return { fewer: median(times[0]), more: median(times[1]) };
      } finally {
        for (const registry of registries) await registry.close();
      }
    }),
  );

/** The figures as a line. */
export const flatText = ({ fewer, more }: FlatFigures, options: FlatOptions): string =>
  `Look-ups, p50: ${fewer.toFixed(2)} ms with ${options.fewer} stored records, ${more.toFixed(2)} ms with ${options.more} ` +
  `(${RECORD_CHARACTERS} characters each, made by the bench): ratio ${(more / fewer).toFixed(2)}\n`;
