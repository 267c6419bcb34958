import { join } from 'node:path';
import { readKeyRing } from '@hocba/server/issuing/keys/key-ring';
import { buildPayload } from '@hocba/shared/credential/payload/build-payload';
import { SUBJECTS, subjectsOf } from '@hocba/shared/school/curriculum/curriculum';
import { goodInput } from '../vectors/credential/good-record.ts';

/** Signs years of one pupil with the keys of a demo, as its registry would: for pages that only verify. */
export const signAsDemo = async (folder: string, publicUrl: string) => {
  const ring = await readKeyRing({
    signingKeyFile: join(folder, 'signing-keys.json'),
    trustListFile: join(folder, 'trust-list.jws'),
    publicUrl,
  });
  const lines = subjectsOf(8).map((subject, at) => {
    const mode = SUBJECTS[subject]?.mode ?? 'score';
    const [hk1, hk2, year] = mode === 'comment' ? (['Đ', 'Đ', 'Đ'] as const) : [75 + at, 78 + at, 77 + at];
    return { subject, mode, exempt: false, hk1, hk2, year };
  });
  const names = Object.fromEntries(lines.map(({ subject }) => [subject, SUBJECTS[subject]?.vi ?? '']));
  const sign = (first: number): Promise<string> => {
    const payload = buildPayload({
      ...goodInput,
      id: `urn:uuid:00000000-0000-4000-8000-${String(first).padStart(12, '0')}`,
      issuer: publicUrl,
      record: { ...goodInput.record, subjects: lines, year: `${first}-${first + 1}` } as never,
      subjectNames: names,
    });
    return ring.signer.sign(JSON.stringify(payload));
  };
  const bundle = async (...years: number[]): Promise<string> =>
    JSON.stringify({ v: 1, credentials: await Promise.all(years.map(sign)), trustList: ring.trustList });
  return { sign, bundle };
};
