import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/storage/tables/tables.ts',
  out: '../migrations/postgres',
});
