import type { AddressInfo } from 'node:net';
import type { AccountName, SchoolCode } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

/** The school that looks up. */
export const RECEIVING = '08000101' as SchoolCode;
/** Offices of the province, each with an account of its own, and how many of them ask at the same time. */
const OFFICES = 64;
const AT_ONCE = 8;

/** The question of an office: pupil, birth date, the family's code. */
export interface Question {
  readonly studentId: string;
  readonly birthDate: string;
  readonly code: string;
  readonly purpose: 'transfer';
}

/** One look-up as an office makes it: the code is sent, and the records are the answer; bytes of it. */
export const lookUp = async (origin: string, token: string, question: Question): Promise<number> => {
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
export const askAll = async (origin: string, tokens: readonly string[], questions: readonly Question[]) => {
  const bytes = Array.from({ length: AT_ONCE }, async (_, i) => {
    let sum = 0;
    for (let n = i; n < questions.length; n += AT_ONCE) {
      sum += await lookUp(origin, tokens[n % tokens.length] ?? '', questions[n] as Question);
    }
    return sum;
  });
  return (await Promise.all(bytes)).reduce((sum, own) => sum + own, 0);
};

/** Lets a server listen; answers its address. */
export const listen = async (app: FastifyInstance): Promise<string> => {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
};

/** Makes the accounts of the offices; answers their access tokens. */
export const signInOffices = async (registry: Registry): Promise<string[]> => {
  const names = Array.from({ length: OFFICES }, (_, i) => `office.${i + 1}` as AccountName);
  for (const name of names) await registry.addAccount({ name, role: 'clerk', school: RECEIVING });
  const tokens: string[] = [];
  for (const name of names) tokens.push((await registry.signIn(name)).token);
  return tokens;
};

/** A registry in a database file without limits of requests: the bench is about look-ups. */
export const openRegistry = (url: string): Promise<Registry> =>
  startRegistry({
    env: {
      DATABASE_URL: url,
      RATE_LIMIT_PER_MINUTE: '99999999',
      LOG_LEVEL: 'warn',
      PUPILS_PER_DAY: '99999999',
    },
  });
