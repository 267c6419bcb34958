import { Socket } from 'node:net';
import type { PoolConfig } from 'pg';

/** How long a program may wait for one statement: a registry that others wait for, or a command that reads everything. */
export type Patience = 'short' | 'long';

/** Limits in milliseconds. A statement ends before the line counts as silent, so that PostgreSQL says what it was. */
const LIMITS = {
  short: { statement: 5_000, silence: 6_000 },
  long: { statement: 600_000, silence: 610_000 },
} as const;
const CONNECT_MS = 4_000;
/** Longest wait for a row that another transaction holds. */
const LOCK_MS = 4_000;
/** A transaction whose program fell silent gives back what it holds. */
const IDLE_IN_TRANSACTION_MS = 10_000;
/** A connection that nobody used for so long is closed: after a broken line it would only be found broken. */
const IDLE_MS = 2_000;

/** A socket that ends when nothing was heard for so long; what waits for an answer on it fails with ETIMEDOUT. */
const openSocket = (silence: number): Socket => {
  const socket = new Socket();
  socket.setTimeout(silence, () => {
    const heard = socket.bytesRead;
    // A process that was busy itself reads what has come before it judges.
    setImmediate(() =>
      setImmediate(() => {
        if (socket.bytesRead !== heard) return;
        socket.destroy(Object.assign(new Error('the database fell silent'), { code: 'ETIMEDOUT' }));
      }),
    );
  });
  return socket;
};

/**
 * Limits on every wait for a PostgreSQL: to connect, for a connection of the pool, for a statement, for a lock, and for
 * any sign of life. Whatever happens to the line, a registry is over it within ten seconds after it is back.
 */
export const lineOptions = (patience: Patience): PoolConfig => {
  const { statement, silence } = LIMITS[patience];
  return {
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: statement,
    lock_timeout: patience === 'short' ? LOCK_MS : statement,
    idle_in_transaction_session_timeout: Math.max(IDLE_IN_TRANSACTION_MS, silence),
    keepAlive: true,
    keepAliveInitialDelayMillis: CONNECT_MS,
    stream: () => openSocket(silence),
  };
};
