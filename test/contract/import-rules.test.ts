import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './source-files.ts';

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string };
}

const IMPORTS = 'lint/style/noRestrictedImports';
const NOTHING = 'nothing';
const BUILT_INS = 'lint/correctness/noNodejsModules';

/** A line that would be wrong, or right, in a folder; the files exist only while biome is asked. */
const PLANTED = [
  { folder: 'shared/src/rules', source: '../record/fold.ts', rule: IMPORTS },
  { folder: 'shared/src/rules', source: 'node:fs', rule: BUILT_INS },
  { folder: 'shared/src/record', source: '../credential/verify.ts', rule: IMPORTS },
  { folder: 'shared/src/rules', source: '../school/identifiers.ts', rule: NOTHING },
  { folder: 'server/src/records', source: '../http/mount.ts', rule: IMPORTS },
  { folder: 'server/src/records', source: 'drizzle-orm', rule: IMPORTS },
  { folder: 'server/src/records', source: 'fastify', rule: IMPORTS },
  { folder: 'server/src/records', source: '../storage/db.ts', rule: NOTHING },
  { folder: 'server/src/storage', source: '../records/intake.ts', rule: IMPORTS },
  { folder: 'server/src/storage', source: 'drizzle-orm', rule: NOTHING },
  { folder: 'server/src/replication', source: '../schools/class-document.ts', rule: IMPORTS },
  { folder: 'server/src/http', source: '../cli/main.ts', rule: IMPORTS },
  { folder: 'school-client/src/ui', source: '../features/account/sign-in.tsx', rule: IMPORTS },
  { folder: 'school-client/src/ui', source: 'pouchdb-core', rule: IMPORTS },
  { folder: 'school-client/src/ui', source: 'node:fs', rule: BUILT_INS },
  { folder: 'school-client/src/sync', source: '../model/session.ts', rule: IMPORTS },
].map((planted, i) => ({ ...planted, file: `${planted.folder}/planted-${process.pid}-${i}.ts` }));

const remove = (): void => {
  for (const { file } of PLANTED) rmSync(join(root, file), { force: true });
};

describe('the linter', () => {
  let said: Diagnostic[];

  beforeAll(() => {
    process.once('exit', remove);
    try {
      for (const { file, source } of PLANTED) {
        writeFileSync(join(root, file), `import '${source}';\nexport const planted = 1;\n`);
      }
      const files = PLANTED.map(({ file }) => file);
      const arguments_ = ['lint', '--reporter=json', '--max-diagnostics=none', ...files];
      const run = spawnSync(join(root, 'node_modules', '.bin', 'biome'), arguments_, {
        cwd: root,
        encoding: 'utf8',
      });
      said = (JSON.parse(run.stdout) as { diagnostics: Diagnostic[] }).diagnostics;
    } finally {
      remove();
    }
  });

  afterAll(() => process.off('exit', remove));

  it.each(PLANTED)('says of $source in $folder: $rule', ({ file, rule }) => {
    const found = said.filter(({ location }) => location.path === file).map(({ category }) => category);
    expect(found.filter((name) => name === IMPORTS || name === BUILT_INS)).toEqual(
      rule === NOTHING ? [] : [rule],
    );
  });
});
