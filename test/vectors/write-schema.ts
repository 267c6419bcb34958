import { writeFileSync } from 'node:fs';
import { schemaText } from './vector-format.ts';

writeFileSync(new URL('vector.schema.json', import.meta.url), schemaText());
