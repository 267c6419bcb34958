import { bigint, type PgBigInt53BuilderInitial } from 'drizzle-orm/pg-core';

/** A whole number; SQLite and PostgreSQL both hold 53 bits of it without loss. */
export const int = <Name extends string>(name: Name): PgBigInt53BuilderInitial<Name> =>
  bigint(name, { mode: 'number' });
