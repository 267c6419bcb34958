import type { Db } from '../../storage/engine/db.ts';
import { readActs } from '../../storage/queries/audit/acts.ts';
import { listAssignmentsOfYear, listSchools, listYears } from '../../storage/queries/schools/schools.ts';

/** The facts of the two kinds of acts; `assignments` is unknown of accounts that were made before acts said it. */
interface AssignmentAct {
  readonly account?: string;
  readonly assignments?: readonly string[];
  readonly school: string;
  readonly year: string;
  readonly class: string;
  readonly subject: string;
  readonly to: string | null;
}

/** The holder of each subject by the audit, and the accounts whose first assignments it says. */
const readHolders = async (db: Db) => {
  const holders = new Map<string, string | null>();
  const told = new Set<string>();
  for await (const { action, detail } of readActs(db, ['account.created', 'assignment.changed'])) {
    const act = JSON.parse(detail) as AssignmentAct;
    if (action === 'assignment.changed') {
      holders.set(`${act.school} ${act.year}:${act.class}:${act.subject}`, act.to);
    } else if (act.assignments !== undefined && act.account !== undefined) {
      told.add(act.account);
      for (const key of act.assignments) holders.set(`${act.school} ${key}`, act.account);
    }
  }
  return { holders, told };
};

/**
 * Assignments that are otherwise than the acts of the audit say. One of an account that no act made is not named here: the
 * account is.
 */
export const checkAssignments = async (db: Db): Promise<string[]> => {
  const { holders, told } = await readHolders(db);
  const faults: string[] = [];
  for (const { code } of await listSchools(db)) {
    for (const year of await listYears(db, code)) {
      for (const { account, class: classCode, subject } of await listAssignmentsOfYear(db, code, year)) {
        const key = `${code} ${year}:${classCode}:${subject}`;
        const holder = holders.get(key);
        holders.delete(key);
        if (holder === account || (holder === undefined && !told.has(account))) continue;
        const way = holder === undefined ? 'is in no act of the audit' : 'is not what the audit says';
        faults.push(`assignment ${key} to ${account} ${way}`);
      }
    }
  }
  const missing = [...holders].filter(([, account]) => account !== null);
  return [...faults, ...missing.map(([key, account]) => `assignment ${key} to ${account} is missing`)];
};
