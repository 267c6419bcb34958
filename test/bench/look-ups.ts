import type { AddressInfo } from 'node:net';
import { issueCode } from '@hocba/server/guardians/consent-code';
import type { Caller } from '@hocba/server/people/caller';
import type { StudentRow } from '@hocba/server/storage/queries/schools/schools';
import type { AccountName, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import fastify, { type FastifyInstance } from 'fastify';
import { type Registry, startRegistry } from '../fixtures/registry.ts';
import { CLERK, fillClasses, finishedClasses, presentClasses, SCHOOL, students } from './demo-classes.ts';
import { type BenchOptions, type Comparison, compare, perSecond } from './measure.ts';
import { withDatabaseUrl } from './with-database.ts';

const RECEIVING = '08000101' as SchoolCode;
/** Offices of the province, each with an account of its own, and how many of them ask at the same time. */
const OFFICES = 64;
const AT_ONCE = 8;

interface Question {
  readonly studentId: string;
  readonly birthDate: string;
  readonly code: string;
  readonly purpose: 'transfer';
}

/** One look-up as an office makes it: the code is sent, and the records are the answer; bytes of it. */
const lookUp = async (origin: string, token: string, question: Question): Promise<number> => {
  const answer = await fetch(`${origin}/lookups`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'accept-encoding': 'identity',
      'content-type': 'application/json',
    },
    body: JSON.stringify(question),
  });
  if (!answer.ok) throw new Error(`look-up: ${await answer.text()}`);
  return (await answer.arrayBuffer()).byteLength;
};

/** The offices ask in turn, some at the same time; answers the bytes received. */
const askAll = async (origin: string, tokens: readonly string[], questions: readonly Question[]) => {
  const bytes = Array.from({ length: AT_ONCE }, async (_, i) => {
    let sum = 0;
    for (let n = i; n < questions.length; n += AT_ONCE) {
      sum += await lookUp(origin, tokens[n % tokens.length] ?? '', questions[n] as Question);
    }
    return sum;
  });
  return (await Promise.all(bytes)).reduce((sum, own) => sum + own, 0);
};

const listen = async (app: FastifyInstance): Promise<string> => {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
};

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

const signInOffices = async (registry: Registry): Promise<string[]> => {
  const names = Array.from({ length: OFFICES }, (_, i) => `office.${i + 1}` as AccountName);
  for (const name of names) await registry.addAccount({ name, role: 'clerk', school: RECEIVING });
  const tokens: string[] = [];
  for (const name of names) tokens.push((await registry.signIn(name)).token);
  return tokens;
};

/** A registry with signed records, and the pupils that they are of. */
const startWithRecords = async (url: string, size: number): Promise<[Registry, StudentRow[]]> => {
  const registry = await startRegistry({
    env: { DATABASE_URL: url, RATE_LIMIT_PER_MINUTE: '99999999', LOG_LEVEL: 'warn' },
  });
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
