import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** 32 bytes in base64url. */
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** Whether a text can be a refresh token at all. */
export const isRefreshToken = (text: string): boolean => FORM.test(text);

/** The first token of a session. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url');

/**
 * The token that follows another. It is derived, not drawn, so that the same old token gives the same successor
 * after a lost answer although nothing secret is stored; without the key nobody can derive it.
 */
export const successorOf = (token: string, secrets: Secrets): string =>
  createHmac('sha256', secrets.jwt).update(`refresh-successor:${token}`).digest('base64url');

/** How a token is stored. It is random, so a fast hash is enough. */
export const refreshTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
