import { expect, it, vi } from 'vitest';
import { describeContents } from '../database/check-database.ts';

it('field 21: one of a kind is said as one', () => {
  vi.stubEnv('LC_ALL', 'C');
  const said = [1, 2].map((n) =>
    describeContents({ submissions: n, credentials: n, auditRows: n } as Parameters<
      typeof describeContents
    >[0]),
  );
  vi.unstubAllEnvs();
  expect(said).toEqual([
    '1 submission, 1 signed record, 1 audit row',
    '2 submissions, 2 signed records, 2 audit rows',
  ]);
});
