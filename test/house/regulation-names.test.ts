import { expect, it } from 'vitest';
import { findLines, readSources, type SourceFile } from './source-files.ts';

/** A circular by its name in code, or the question whether a grade is of primary school, which stands for one. */
const NAMES = /circular-\d+-\d{4}|\b[cC]ircular\d+|\bcircular\d+\w*|\bisPrimary\w*/;

/** The regulations themselves, what people read, the demo's marks, and the curriculum, whose subjects go by grade. */
const AT_HOME = [
  /^shared\/src\/regulations\//,
  /^shared\/src\/school\/curriculum\//,
  /^school-client\/src\/i18n\/(vi|en)\//,
  /^server\/src\/cli\/demo\//,
];

const asksWhichRegulation = (files: readonly SourceFile[]): string[] =>
  findLines(
    files.filter(
      ({ path }) =>
        /^(shared|server|school-client)\/src\//.test(path) &&
        !/\.(test|fixture)\.tsx?$/.test(path) &&
        !AT_HOME.some((place) => place.test(path)),
    ),
    NAMES,
  );

it('no file outside the regulations asks which circular a sheet, a record or a grade comes under', () => {
  expect(asksWhichRegulation(readSources())).toEqual([]);
});

it.each([
  "if (record.regulation === 'circular-27-2020') return primary(record);",
  "import { TRAITS } from '@hocba/shared/regulations/circular-27-2020/traits';",
  'const title = isPrimaryGrade(grade) ? first : second;',
  'const record: Circular22Record = found;',
])('a file that says %s is found', (line) => {
  expect(asksWhichRegulation([{ path: 'server/src/records/planted.ts', lines: [line] }])).toHaveLength(1);
});
