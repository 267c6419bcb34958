import type { AccountName, SchoolCode } from '@hocba/shared/school/identifiers';
import type { AssignmentKey, Capacity, Role } from '@hocba/shared/school/roles';
import { capacitiesOf } from '@hocba/shared/school/roles';

/**
 * The account that is calling, read from the database for this request; nothing in it comes from the token but the
 * session's id.
 */
export interface Caller {
  readonly account: AccountName;
  readonly displayName: string;
  readonly role: Role;
  readonly school: SchoolCode | null;
  readonly session: string;
  readonly scopeVersion: number;
  readonly assignments: readonly AssignmentKey[];
}

/** Whether the caller holds at least one of the capacities. */
export const holdsOneOf = (caller: Caller, capacities: readonly Capacity[]): boolean => {
  const held = capacitiesOf(caller.role, caller.assignments);
  return capacities.some((capacity) => held.has(capacity));
};
