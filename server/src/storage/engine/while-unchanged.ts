import type { Db, TableName } from './db.ts';

/** Answers kept at once; beyond it the oldest goes. */
const KEPT = 1000;

/**
 * Remembers what `load` has read for as long as nothing in the tables that it reads has changed, by this process or
 * another: an answer from here is the one that reading again would give. Where the engine cannot say so cheaply, it reads
 * again. Without tables, any change counts.
 */
export const whileUnchanged = <Question, Answer>(
  db: Db,
  keyOf: (question: Question) => string,
  load: (question: Question) => Promise<Answer>,
  tables?: readonly TableName[],
): ((question: Question) => Promise<Answer>) => {
  const kept = new Map<string, Answer>();
  let readAt: number | undefined;
  return async (question) => {
    const version = db.version(tables);
    if (version === undefined) return load(question);
    if (version !== readAt) kept.clear();
    readAt = version;
    const key = keyOf(question);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const answer = await load(question);
    // Somebody may have written while we read.
    if (readAt === version && db.version(tables) === version) {
      kept.set(key, answer);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '');
    }
    return answer;
  };
};
