import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { terminalText } from './terminal-text.ts';

const HOCBA = fileURLToPath(new URL('../hocba.ts', import.meta.url));

it.each([
  ['an escape sequence', '\u001b[2J\u001b[32mVALID', '\\u001b[2J\\u001b[32mVALID'],
  ['its one-character form', '\u009b2J', '\\u009b2J'],
  ['a title of the window', '\u001b]0;root\u0007', '\\u001b]0;root\\u0007'],
  ['a line that is written over', 'INVALID\rVALID', 'INVALID\\u000dVALID'],
  ['a turned direction', 'abc\u202edlav', 'abc\\u202edlav'],
])('a text for the terminal shows %s and does not obey it', (_, given, shown) => {
  expect(terminalText(given)).toBe(shown);
});

it('a text for the terminal keeps lines, tabs and Vietnamese, and JSON says what it said', () => {
  const text = 'Nguyễn Thị Ánh Tuyết\t8,5\nĐạt ✓';
  expect(terminalText(text)).toBe(text);
  const value = { id: 'a\u001b\u009b\u202eb' };
  expect(JSON.parse(terminalText(JSON.stringify(value)))).toEqual(value);
});

it('the command line prints nothing that a terminal obeys, on either stream', () => {
  const found = spawnSync(process.execPath, [HOCBA, '\u001b[2J\u009b31m'], { encoding: 'utf8' });
  expect(found.status).toBe(64);
  expect(found.stderr).toContain('Unknown command \\u001b[2J\\u009b31m.');
  expect(found.stdout + found.stderr).not.toMatch(/[^\P{Cc}\n]/u);
});
