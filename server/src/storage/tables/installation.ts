import { pgTable, text } from 'drizzle-orm/pg-core';
import { int } from './columns.ts';

/* Facts of the installation. */

/** Single facts of the installation, `epoch` among them. */
export const setting = pgTable('setting', { key: text('key').primaryKey(), value: text('value').notNull() });

/** Gap-free numbers raised in the same commit as what they number. */
export const counter = pgTable('counter', { name: text('name').primaryKey(), value: int('value').notNull() });
