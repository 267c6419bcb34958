import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { letHeapDouble } from './heap.ts';

it('the option of the heap is one that this engine has: another one would be passed over in silence', () => {
  const [option] = /--[a-z-]+/.exec(letHeapDouble.toString()) ?? ['none'];
  const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  expect(options).toContain(`  ${option} (`);
});
