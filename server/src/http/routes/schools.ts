import { people, schools } from '@hocba/shared/contract/schools';
import type { AccountName, SchoolCode } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import type { Db } from '../../storage/engine/db.ts';
import { listAccountNames } from '../../storage/queries/people.ts';
import { listSchools } from '../../storage/queries/schools/schools.ts';
import { mount } from '../mount.ts';

/** The schools a pupil can come from or go to, and the people of the own one by name. */
export const addSchoolRoutes = (app: FastifyInstance, { db }: { readonly db: Db }): void => {
  mount(app, people, async ({ caller }) => {
    const names = caller.school === null ? [] : await listAccountNames(db, caller.school);
    return { people: [...names].map(([account, name]) => ({ account: account as AccountName, name })) };
  });
  mount(app, schools, async () => ({
    schools: (await listSchools(db)).map(({ code, name, commune, province }) => ({
      code: code as SchoolCode,
      name,
      commune,
      province,
    })),
  }));
};
