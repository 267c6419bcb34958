/** Reads one workbook in a process of its own: `node read-under-limit.ts FILE`; says what came of it and at what cost. */
import { readFileSync } from 'node:fs';
import { readXlsx } from '@hocba/server/schools/workbook/read-xlsx';

const bytes = readFileSync(process.argv[2] ?? '');
const start = performance.now();
const outcome = await readXlsx(bytes).then(
  () => 'read',
  (error: { code?: string }) => error.code ?? String(error),
);
const milliseconds = Math.round(performance.now() - start);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ outcome, milliseconds, megabytes }));
