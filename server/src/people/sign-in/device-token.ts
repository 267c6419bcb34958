import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from './secrets.ts';

/** 16 random bytes and an HMAC-SHA-256 over them, both in base64url. */
const FORM = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

const macOf = (id: string, secrets: Secrets): Buffer =>
  createHmac('sha256', secrets.jwt).update(`device:${id}`).digest();

/** A new name for a browser, which only this registry can have given. */
export const newDeviceToken = (secrets: Secrets): string => {
  const id = randomBytes(16).toString('base64url');
  return `${id}.${macOf(id, secrets).toString('base64url')}`;
};

/** The browser's id in a token of this registry's making; undefined for every other text, without asking the database. */
export const parseDeviceToken = (token: string, secrets: Secrets): string | undefined => {
  const [, id = '', mac = ''] = FORM.exec(token) ?? [];
  if (id === '') return undefined;
  return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(id, secrets)) ? id : undefined;
};
