import { grantLookUp } from '@hocba/server/guardians/look-up';
import type { Caller } from '@hocba/server/people/caller';
import type { AccountName, StudentCode } from '@hocba/shared/school/identifiers';
import type { Registry } from '../../fixtures/registry.ts';
import { type BenchOptions, median } from '../measure.ts';
import { withDatabaseUrl } from '../with-database.ts';
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

/** The time of one refusal, to an account of its own, because an account would have to pause. */
const refuse = async (registry: Registry, account: string, id: string): Promise<number> => {
  const { db, secrets, keyRing, clock } = registry;
  const services = { db, pepper: secrets.pepper, trustList: keyRing.trustList };
  const asked = { birthDate: '2013-05-17', code: '3333333333', purpose: 'transfer' } as const;
  const input = { ...asked, studentId: id as StudentCode } as Parameters<typeof grantLookUp>[2];
  const start = performance.now();
  await grantLookUp(services, office(account), input, clock()).then(
    () => Promise.reject(new Error('a wrong code opened a record')),
    () => undefined,
  );
  return performance.now() - start;
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
        // One of each in turn, and each first as often: what disturbs the machine disturbs both.
        for (const [i, id] of known.entries()) {
          const ids = [id, id.replace('F', 'G')] as const;
          for (const side of i % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
            const time = await refuse(registry, `${round}.${i}.${side}`, ids[side]);
            if (round > 0) times[side].push(time);
          }
        }
      }
      return { known: median(times[0]), unknown: median(times[1]) };
    } finally {
      await registry.close();
    }
  });

/** The figures as a line. */
export const refusalText = ({ known, unknown }: RefusalFigures): string =>
  `Refused look-ups, p50: ${known.toFixed(3)} ms of a pupil with an open code, ${unknown.toFixed(3)} ms of nobody: ` +
  `ratio ${(known / unknown).toFixed(2)}\n`;
