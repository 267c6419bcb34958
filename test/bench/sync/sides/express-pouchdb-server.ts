/** The program of a peer: express-pouchdb from an installation somewhere, in memory or with its files beside it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Use = (...parts: unknown[]) => unknown;
interface PouchClass {
  plugin(plugin: unknown): PouchClass;
  defaults(options: object): PouchClass;
}

const [folder = '', port = '', adapter = ''] = process.argv.slice(2);
const load = createRequire(join(folder, 'package.json'));
const express = load('express') as () => { use: Use; listen: Use };
const expressPouch = load('express-pouchdb') as (pouch: PouchClass, options: object) => unknown;
const Pouch = (load('pouchdb') as PouchClass).plugin(load('pouchdb-adapter-memory'));
const app = express();
app.use('/', expressPouch(Pouch.defaults(adapter === 'memory' ? { adapter } : { prefix: '../' }), {}));
app.listen(Number(port), '127.0.0.1');
