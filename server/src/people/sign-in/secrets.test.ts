import { expect, it } from 'vitest';
import { createSecrets, parseSecrets, readSecrets } from './secrets.ts';

it('reads back what it created, and never the same twice', () => {
  const secrets = parseSecrets(createSecrets());
  expect([secrets.jwt.length, secrets.pepper.length]).toEqual([32, 32]);
  expect(secrets.jwt.equals(secrets.pepper)).toBe(false);
  expect(createSecrets()).not.toBe(createSecrets());
});

it.each(['', '{}', '{"jwt":"c2hvcnQ","pepper":"c2hvcnQ"}', '[]', '{"jwt":""'])('refuses %s', (text) => {
  expect(() => parseSecrets(text)).toThrow('two keys of 32 bytes');
});

it('says which command makes a missing file', () => {
  expect(() => readSecrets('/nowhere/session-key.json')).toThrow('hocba keys create');
});
