import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './src/storage/engine/sqlite/sqlite-tables.ts',
  out: '../migrations/sqlite',
});
