import type { DatabaseName } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { openSyncDb, raiseSeq } from '../../storage/queries/replication/sync.ts';
import { insertSubmissions } from '../../storage/queries/submissions.ts';
import { startRunner } from '../../work/runner.ts';
import { YEAR_PACE, yearLane } from '../../work/year-lane.ts';
import { projectNext } from './project.ts';
import { NAME, NOW, openSmallClass } from './small-class.fixture.ts';

it('the log says that a projection failed, and where, without a word of what it read', async () => {
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
    ...insertSubmissions(db, [{ ...doc, db: NAME, body: 'planted Nguyễn Thị Ánh Tuyết' }]),
  ]);
  const lines: unknown[] = [];
  const log = { error: (fields: object, event: string) => void lines.push([event, fields]) };
  const act = (name: DatabaseName) => projectNext({ db, issuer: 'https://hocba.example' }, name);
  const tools = { db, clock: () => NOW, log };
  const project = { ...YEAR_PACE, name: 'project', failure: 'projection.failed', holder: 'here', act };
  const runner = await startRunner(tools, [yearLane(tools, project)]);
  await runner.idle();
  await runner.stop();
  await db.close();
  expect(lines[0]).toEqual([
    'projection.failed',
    { db: NAME, error: expect.stringMatching(/^SyntaxError at /) },
  ]);
  expect(JSON.stringify(lines)).not.toContain('planted');
});
