import { issueCode } from '@hocba/server/guardians/consent-code';
import { grantLookUp, readBundle } from '@hocba/server/guardians/look-up';
import type { Caller } from '@hocba/server/people/caller';
import { CLERK, NOW } from '@hocba/server/records/projection/small-class.fixture';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import type { AccountName, LocalDate, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';

/*
 * One process of a registry with several: `node look-up-process.ts URL ROUNDS SCHOOL…`. Each school looks one pupil up
 * again and again, every time with a new code. Prints the code of each error.
 */
const [url = '', rounds = '', ...schools] = process.argv.slice(2);
const pepper = Buffer.alloc(32, 7);
const CODE = '0812345670' as StudentCode;
const BORN = '2013-05-10' as LocalDate;

const db = await openStorage(url, TEST_MAC);

const lookUpAgainAndAgain = async (school: SchoolCode): Promise<void> => {
  const caller: Caller = { ...CLERK, account: `clerk.${school}` as AccountName, school };
  for (let round = 0; round < Number(rounds); round += 1) {
    const { code } = await issueCode({ db, pepper }, CLERK, { studentCode: CODE, school }, NOW);
    const input = { studentId: CODE, birthDate: BORN, code, purpose: 'transfer' } as const;
    const { grant } = await grantLookUp({ db, pepper, trustList: 'list' }, caller, input, NOW);
    await readBundle({ db, trustList: 'list' }, caller, grant, NOW);
  }
};

const outcomes = await Promise.allSettled(schools.map((school) => lookUpAgainAndAgain(school as SchoolCode)));
for (const outcome of outcomes) if (outcome.status === 'rejected') console.log(String(outcome.reason));
await db.close();
