import { expect, it } from 'vitest';
import { completeSecrets, createSecrets, parseSecrets, readSecrets } from './secrets.ts';

it('the session keys are read back as they were created, and never created twice alike', () => {
  const secrets = parseSecrets(createSecrets());
  const keys = [secrets.jwt, secrets.pepper, secrets.chain];
  expect(keys.map(({ length }) => length)).toEqual([32, 32, 32]);
  expect(new Set(keys.map(String)).size).toBe(3);
  expect(createSecrets()).not.toBe(createSecrets());
});

it.each(['', '{}', '{"jwt":"c2hvcnQ","pepper":"c2hvcnQ"}', '[]', '{"jwt":""'])(
  'the session keys are refused with %s',
  (text) => {
    expect(() => parseSecrets(text)).toThrow('three keys of 32 bytes');
  },
);

it('the session key file from before the chain key is completed, and the keys that are there are left', () => {
  const { chain: _, ...older } = JSON.parse(createSecrets());
  expect(() => parseSecrets(JSON.stringify(older))).toThrow('hocba keys create --missing');
  const { text, made } = completeSecrets(JSON.stringify(older));
  expect(made).toEqual(['chain']);
  expect(JSON.parse(text)).toMatchObject(older);
  expect(parseSecrets(text).chain).toHaveLength(32);
  expect(completeSecrets(text)).toEqual({ text, made: [] });
});

it('a session key file of an unknown form is not completed', () => {
  expect(() => completeSecrets('{"kid":"a"}')).toThrow('three keys of 32 bytes');
  expect(() => completeSecrets('')).toThrow('three keys of 32 bytes');
});

it('the session keys’ missing file is answered with the command that makes it', () => {
  expect(() => readSecrets('/nowhere/session-key.json')).toThrow('hocba keys create');
});
