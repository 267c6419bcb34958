import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './source-files.ts';

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string };
}

const NOTHING = 'nothing';
const GLOBALS = 'lint/style/noRestrictedGlobals';
const BUILT_INS = 'lint/correctness/noNodejsModules';

/** An import or use in a folder, right or wrong; the files exist only while biome is asked. */
const PLANTED = [
  ...['marks', 'regulations', 'record', 'lifecycle', 'calendar'].flatMap((name) => [
    { folder: `shared/src/${name}`, source: 'node:fs', rule: BUILT_INS },
    ...['Date', 'Intl', 'crypto', 'performance'].map((source) => ({
      folder: `shared/src/${name}`,
      source,
      rule: GLOBALS,
    })),
  ]),
  { folder: 'shared/src/regulations', source: '../school/identifiers.ts', rule: NOTHING },
  { folder: 'school-client/src/ui', source: 'node:fs', rule: BUILT_INS },
  { folder: 'school-client/src/features/account', source: '../../work/session.ts', rule: NOTHING },
  { folder: 'server/src/records', source: 'node:fs', rule: NOTHING },
].map((planted, i) => ({ ...planted, file: `${planted.folder}/planted-${process.pid}-${i}.ts` }));

const remove = (): void => {
  for (const { file } of PLANTED) rmSync(join(root, file), { force: true });
};

describe('the linter', () => {
  let said: Diagnostic[];

  beforeAll(() => {
    process.once('exit', remove);
    try {
      for (const { file, source, rule } of PLANTED) {
        const line = rule === GLOBALS ? `export const used = ${source};` : `import '${source}';`;
        writeFileSync(join(root, file), `${line}\nexport const planted = 1;\n`);
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

  it.each(PLANTED)('the linter says of $source in $folder: $rule', ({ file, rule }) => {
    const found = said.filter(({ location }) => location.path === file).map(({ category }) => category);
    expect(found.filter((name) => [BUILT_INS, GLOBALS].includes(name))).toEqual(
      rule === NOTHING ? [] : [rule],
    );
  });
});
