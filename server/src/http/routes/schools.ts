import { schools } from '@hocba/shared/contract/schools';
import type { SchoolCode } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import type { Db } from '../../storage/db.ts';
import { listSchools } from '../../storage/schools.ts';
import { mount } from '../mount.ts';

/** The schools a pupil can come from or go to. */
export const addSchoolRoutes = (app: FastifyInstance, { db }: { readonly db: Db }): void =>
  mount(app, schools, async () => ({
    schools: (await listSchools(db)).map(({ code, name, commune, province }) => ({
      code: code as SchoolCode,
      name,
      commune,
      province,
    })),
  }));
