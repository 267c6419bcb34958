import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** The facts that hold for the whole life of a session; `password` is the form in which it is kept. */
export interface SessionFacts {
  readonly account: string;
  readonly password: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** 32 bytes in base64url. */
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** Whether a text can be a refresh token at all. */
export const isRefreshToken = (text: string): boolean => FORM.test(text);

/** The half of a token that stays through its session; the other half is another one after each step. */
const HALF = 16;

const lastingHalf = (token: string): Buffer => Buffer.from(token, 'base64url').subarray(0, HALF);

/** The first token of a session. */
export const newRefreshToken = (): string => randomBytes(2 * HALF).toString('base64url');

/**
 * The token that follows another. It is derived, not drawn, so that the same old token gives the same successor
 * after a lost answer although nothing secret is stored; without the key nobody can derive it.
 */
export const successorOf = (token: string, secrets: Secrets): string => {
  const next = createHmac('sha256', secrets.jwt).update(`refresh-successor:${token}`).digest();
  return Buffer.concat([lastingHalf(token), next.subarray(0, HALF)]).toString('base64url');
};

/**
 * The id of the session that a token goes on with. It follows from the token's lasting half, which no database holds, and
 * from the account and its password, so that rows of sessions and tokens alone open nothing: an administrator of the
 * database can neither make a session nor give one to another account, nor go on with one from before a new password.
 */
export const sessionIdOf = (
  token: string,
  { account, password, createdAt, expiresAt }: SessionFacts,
  secrets: Secrets,
): string => {
  const facts = JSON.stringify([
    lastingHalf(token).toString('base64url'),
    account,
    password,
    createdAt,
    expiresAt,
  ]);
  return createHmac('sha256', secrets.jwt).update(`session:${facts}`).digest('base64url');
};

/** How a token is stored. It is random, so a fast hash is enough. */
export const refreshTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
