import { readFileSync } from 'node:fs';
import type { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import type { Instant } from '@hocba/shared/school/identifiers';
import { signPayload, type Vector } from './vector.ts';

const file = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8')) as {
  readonly now: Instant;
  readonly trustLists: Readonly<Record<string, string>>;
  readonly vectors: readonly Vector[];
};

/** When the vectors are checked. */
export const now = file.now;
export const trustLists = file.trustLists;
export const main = trustLists.main ?? '';
export const good = file.vectors.find(({ item }) => item === 0)?.token ?? '';
export const forged =
  file.vectors.find(({ name }) => name === 'a raised mark under the old signature')?.token ?? '';

type Changed<T> = { -readonly [Name in keyof T]: T[Name] extends object ? Changed<T[Name]> : T[Name] };
export type Payload = Changed<YearCredentialPayload>;

/** The good record with some members changed, signed by the good key. */
export const resign = (change: (payload: Payload) => void): Promise<string> => {
  const payload = JSON.parse(Buffer.from(good.split('.')[1] ?? '', 'base64url').toString());
  change(payload);
  return signPayload(JSON.stringify(payload));
};

/** Makes a payload another credential, by its number. */
export const renumber = (payload: Payload, n: number): void => {
  const id = `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  Object.assign(payload, { id, jti: id });
};

/** Makes a payload the record of another school year, in a grade that its regulation covered then. */
export const moveToYear = (payload: Payload, first: number): void => {
  const subject = payload.credentialSubject;
  const year = `${first}-${first + 1}`;
  Object.assign(subject, {
    year,
    grade: 9 + first - 2025,
    class: `${9 + first - 2025}A1`,
    recordId: `${subject.school.code}-${year}/s000000000001`,
  });
  renumber(payload, first);
};

/** The same pupil's record of another year, with more changes. */
export const ofYear = (first: number, change: (payload: Payload) => void = () => undefined) =>
  resign((payload) => {
    moveToYear(payload, first);
    change(payload);
  });

export const bundle = (credentials: readonly string[], trustList = main) => ({
  v: 1 as const,
  credentials: [...credentials],
  trustList,
});
