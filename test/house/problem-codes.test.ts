import { PROBLEMS } from '@hocba/shared/problems';
import { expect, it } from 'vitest';
import { readSources } from './source-files.ts';

it('every code of the catalogue is raised somewhere', () => {
  const code = readSources()
    .filter(({ path }) => !/^test\/|\.test\.tsx?$|\.fixture\.ts$|\/i18n\//.test(path))
    .filter(({ path }) => path !== 'shared/src/problems.ts')
    .map(({ lines }) => lines.join('\n'))
    .join('\n');
  const isRaised = (name: string) => code.includes(`'${name}'`) || code.includes(`PROBLEMS.${name}`);
  expect(Object.keys(PROBLEMS).filter((name) => !isRaised(name))).toEqual([]);
});
