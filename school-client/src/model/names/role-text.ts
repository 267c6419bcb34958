import type { Role } from '@hocba/shared/school/roles';

/** Key of a role's name in the area `app`. */
export const ROLE_TEXT = {
  operator: 'roleOperator',
  department: 'roleDepartment',
  head: 'roleHead',
  clerk: 'roleClerk',
  teacher: 'roleTeacher',
} as const satisfies Record<Role, string>;
