import { issueCode } from '@hocba/server/guardians/consent-code';
import type { Caller } from '@hocba/server/people/caller';
import type { StudentRow } from '@hocba/server/storage/queries/schools/schools';
import type { StudentCode } from '@hocba/shared/school/identifiers';
import fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from '../../fixtures/registry.ts';
import { CLERK, fillClasses, finishedClasses, presentClasses, SCHOOL, students } from '../demo-classes.ts';
import { type BenchOptions, type Comparison, compare, perSecond } from '../measure.ts';
import { withDatabaseUrl } from '../with-database.ts';
import { askAll, listen, openRegistry, type Question, RECEIVING, signInOffices } from './offices.ts';

const questionsFor = async (registry: Registry, pupils: readonly StudentRow[]): Promise<Question[]> => {
  const services = { db: registry.db, pepper: registry.secrets.pepper };
  const assignments: Caller['assignments'] = [];
  const clerk: Caller = {
    account: CLERK,
    displayName: CLERK,
    role: 'clerk',
    school: SCHOOL,
    session: 'bench',
    scopeVersion: 1,
    assignments,
  };
  const questions: Question[] = [];
  for (const { code: studentCode, birth_date: birthDate } of pupils) {
    const wanted = { studentCode: studentCode as StudentCode, school: RECEIVING };
    const { code } = await issueCode(services, clerk, wanted, registry.clock());
    questions.push({ studentId: studentCode, birthDate, code, purpose: 'transfer' });
  }
  return questions;
};

/** A server that knows its answers beforehand. */
const startStatic = (answer: () => Buffer): FastifyInstance => {
  const app = fastify();
  app.post('/lookups', async (_, reply) => reply.type('application/json').send(answer()));
  return app;
};

/** A registry with signed records, and the pupils that they are of. */
const startWithRecords = async (url: string, size: number): Promise<[Registry, StudentRow[]]> => {
  const registry = await openRegistry(url);
  const finished = finishedClasses(size, SCHOOL);
  await fillClasses(registry.db, [...finished, ...presentClasses(finished)], []);
  await registry.idle();
  const ids = new Set<string>(
    finished.flatMap((one) =>
      one.students.filter(({ status }) => status === 'studying').map((s) => s.pupil.id),
    ),
  );
  return [registry, students.filter(({ id }) => ids.has(id)).slice(0, size)];
};

/** Look-ups per second beside a static server that answers as many bytes. */
export const benchLookUps = ({ rounds, size }: BenchOptions): Promise<Comparison[]> =>
  withDatabaseUrl(async (url) => {
    const [registry, pupils] = await startWithRecords(url, size);
    let answer = Buffer.alloc(0);
    const fixed = startStatic(() => answer);
    try {
      const [here, there] = [await listen(registry.app), await listen(fixed)];
      const tokens = await signInOffices(registry);
      let questions: Question[] = [];
      const ours = async () => {
        questions = await questionsFor(registry, pupils);
        let bytes = 0;
        const rate = await perSecond(questions.length, async () => {
          bytes = await askAll(here, tokens, questions);
        });
        answer = Buffer.alloc(Math.round(bytes / questions.length), 0x20);
        return rate;
      };
      const baseline = () => perSecond(questions.length, () => askAll(there, tokens, questions));
      return [await compare('look-ups', rounds, ours, ['static answers of as many bytes', baseline])];
    } finally {
      await fixed.close();
      await registry.close();
    }
  });
