import { expect, it } from 'vitest';
import { newDeviceToken, parseDeviceToken } from './device-token.ts';
import { createSecrets, parseSecrets } from './secrets.ts';

const secrets = parseSecrets(createSecrets());

it('field 37: a browser is known by a token that nobody but this registry can make', () => {
  const token = newDeviceToken(secrets);
  const [id = '', mac = ''] = token.split('.');
  expect(parseDeviceToken(token, secrets)).toBe(id);
  const other = newDeviceToken(secrets);
  const elsewhere = newDeviceToken(parseSecrets(createSecrets()));
  for (const forged of [
    '',
    id,
    `${id}.`,
    `${id}.${'A'.repeat(43)}`,
    `${other.split('.')[0]}.${mac}`,
    elsewhere,
  ]) {
    expect([forged, parseDeviceToken(forged, secrets)]).toEqual([forged, undefined]);
  }
});
