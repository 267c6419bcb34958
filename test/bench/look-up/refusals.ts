import { grantLookUp } from '@hocba/server/guardians/look-up';
import type { Caller } from '@hocba/server/people/caller';
import type { AccountName, StudentCode } from '@hocba/shared/school/identifiers';
import type { Registry } from '../../fixtures/registry.ts';
import type { BenchOptions } from '../measure.ts';
import { withDatabaseUrl } from '../with-database.ts';
import { medianOf } from './flat.ts';
import { openRegistry, RECEIVING } from './offices.ts';
import { questionsAbout, storeRecords } from './stored-records.ts';

const RECORDS = 10_000;

/** Medians in milliseconds of a refusal for a pupil with an open code, and for nobody. */
export interface RefusalFigures {
  readonly known: number;
  readonly unknown: number;
}

const office = (account: string): Caller => ({
  account: account as AccountName,
  displayName: account,
  role: 'clerk',
  school: RECEIVING,
  session: 'bench',
  scopeVersion: 1,
  assignments: [],
});

/** Refuses pupils one by one, each to an account of its own, because an account would have to pause. */
const refusals = async (
  registry: Registry,
  name: string,
  ids: readonly string[],
  code: string,
): Promise<number[]> => {
  const { db, secrets, keyRing, clock } = registry;
  const services = { db, pepper: secrets.pepper, trustList: keyRing.trustList };
  const times: number[] = [];
  for (const [i, id] of ids.entries()) {
    const input = {
      studentId: id as StudentCode,
      birthDate: '2013-05-17',
      code,
      purpose: 'transfer',
    } as const;
    const start = performance.now();
    await grantLookUp(
      services,
      office(`${name}.${i}`),
      input as Parameters<typeof grantLookUp>[2],
      clock(),
    ).then(
      () => Promise.reject(new Error('a wrong code opened a record')),
      () => times.push(performance.now() - start),
    );
  }
  return times;
};

/** Refused look-ups in turn: of pupils that exist and have an open code, and of codes that nobody has. */
export const benchRefusals = ({ rounds, size }: BenchOptions): Promise<RefusalFigures> =>
  withDatabaseUrl(async (url) => {
    const registry = await openRegistry(url);
    try {
      const pupils = await storeRecords(registry.db, RECORDS, registry.clock());
      const times: [known: number[], unknown: number[]] = [[], []];
      for (let round = 0; round <= rounds; round += 1) {
        const known = (await questionsAbout(registry, { pupils, size, round })).map((one) => one.studentId);
        const unknown = known.map((id) => id.replace('F', 'G'));
        const both = [
          await refusals(registry, `known.${round}`, known, '3333333333'),
          await refusals(registry, `unknown.${round}`, unknown, '3333333333'),
        ] as const;
        if (round > 0) for (const side of [0, 1] as const) times[side].push(...both[side]);
      }
      return { known: medianOf(times[0]), unknown: medianOf(times[1]) };
    } finally {
      await registry.close();
    }
  });

/** The figures as a line. */
export const refusalText = ({ known, unknown }: RefusalFigures): string =>
  `Refused look-ups, p50: ${known.toFixed(3)} ms of a pupil with an open code, ${unknown.toFixed(3)} ms of nobody: ` +
  `ratio ${(known / unknown).toFixed(2)}\n`;
