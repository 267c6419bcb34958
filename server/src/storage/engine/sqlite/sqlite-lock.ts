import Database from 'better-sqlite3';

/**
 * Takes a lock by the name of a file, which is made, and answers how to give it back; undefined when another process has
 * it. The system itself gives it back when the process ends, however it ends, so no stale lock is ever left.
 */
export const takeFileLock = (file: string): (() => void) | undefined => {
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')) throw error;
    return undefined;
  }
  const unlock = (): void => {
    process.off('exit', unlock);
    lock.close();
  };
  // A connection that nothing refers to is closed when memory is collected, and the lock would be gone with it.
  process.once('exit', unlock);
  return unlock;
};
