import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import config from '../../vitest.config.ts';
import { run } from '../run/step.ts';

const ALL = readFileSync(new URL('../run/all.ts', import.meta.url), 'utf8');

it('the test run has one step for each project of vitest', () => {
  const steps = [...ALL.matchAll(/\btests\('([\w-]+)'\)/g)].map(([, name]) => name);
  const projects = (config.test?.projects ?? []).map((one) =>
    typeof one === 'object' && 'test' in one ? one.test?.name : one,
  );
  expect(projects.length).toBeGreaterThan(5);
  expect(steps.toSorted()).toEqual(projects.toSorted());
});

it('a step of the test run ends with its command, though a process that the command left behind goes on', async () => {
  const output = { text: '' };
  expect(await run('sh', ['-c', 'sleep 60 & echo said'], output)).toBe(true);
  expect(output.text).toContain('said');
}, 30_000);

it('a step whose command fails or cannot start has failed', async () => {
  expect(await run('sh', ['-c', 'exit 3'], { text: '' })).toBe(false);
  expect(await run('no-such-command', [], { text: '' })).toBe(false);
});
