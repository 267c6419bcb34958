import { expect, it } from 'vitest';
import { openSyncDb, raiseSeq } from '../../storage/queries/replication/sync.ts';
import { insertSubmissions } from '../../storage/queries/submissions.ts';
import { startProjector } from './projector.ts';
import { NAME, NOW, openSmallClass } from './small-class.fixture.ts';

it('logs that a projection failed, and where, without a word of what it read', async () => {
  const db = await openSmallClass();
  const doc = {
    doc: 'x',
    kind: 'entry',
    dev: 'd',
    n: 1,
    account: 'a',
    received_at: NOW,
    rev: null,
    name: null,
  };
  await db.commit([
    openSyncDb(NAME, NOW),
    raiseSeq(NAME, 1),
    ...insertSubmissions([{ ...doc, db: NAME, body: 'planted Nguyễn Thị Ánh Tuyết' }]),
  ]);
  const lines: unknown[] = [];
  const projector = startProjector({ db, issuer: 'https://hocba.example' }, (...line) => lines.push(line));
  await projector.idle();
  await projector.stop();
  await db.close();
  expect(lines[0]).toEqual([
    'projection.failed',
    { db: NAME, error: expect.stringMatching(/^SyntaxError at /) },
  ]);
  expect(JSON.stringify(lines)).not.toContain('planted');
});
