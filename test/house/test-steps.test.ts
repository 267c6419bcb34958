import { expect, it } from 'vitest';
import { run } from '../run/step.ts';

it('a step of the test run ends with its command, though a process that the command left behind goes on', async () => {
  const output = { text: '' };
  expect(await run('sh', ['-c', 'sleep 60 & echo said'], output)).toBe(true);
  expect(output.text).toContain('said');
}, 30_000);

it('a step whose command fails or cannot start has failed', async () => {
  expect(await run('sh', ['-c', 'exit 3'], { text: '' })).toBe(false);
  expect(await run('no-such-command', [], { text: '' })).toBe(false);
});
