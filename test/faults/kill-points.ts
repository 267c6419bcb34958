import type { Db, Write } from '@hocba/server/storage/engine/db';

/**
 * The rows of the crash table in server/DESIGN.md, and both sides of a push: which commit, on which side the
 * process dies.
 */
export const KILL_POINTS = {
  'intake-not-committed': { table: 'submission', when: 'before' },
  'intake-committed': { table: 'submission', when: 'after' },
  'projection-not-committed': { table: 'projection', when: 'before' },
  'finalise-committed': { table: 'intent', when: 'after' },
  'signed-not-committed': { table: 'credential', when: 'before' },
  'issuing-halted': { table: 'halt', when: 'after' },
  'issue-committed': { table: 'credential', when: 'after' },
} as const;
export type KillPoint = keyof typeof KILL_POINTS;

/** Dies at once, as on a power cut: nothing is flushed, no handler runs. */
const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
};

/** A database whose process dies before or after the first commit that writes to the point's table. */
export const killAt = (db: Db, point: KillPoint): Db => {
  const { table, when } = KILL_POINTS[point];
  const touches = (part: Write): boolean => {
    if ('follow' in part) return false;
    const { sql } = part.build(db.query, db.tables).toSQL();
    return new RegExp(`^(insert into|update) "${table}"`).test(sql);
  };
  return {
    ...db,
    commit: async (writes) => {
      const isPoint = writes.some(touches);
      if (isPoint && when === 'before') await die();
      await db.commit(writes);
      if (isPoint) await die();
    },
  };
};
