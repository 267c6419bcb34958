/** Makes `test-keys.json` anew: run only to replace the keys, every vector changes with them. */
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const names = ['root', 'otherRoot', 'active', 'retired', 'compromised', 'unlisted'];
const keys = Object.fromEntries(
  names.map((name) => [
    name,
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
  ]),
);
const note = 'For tests only. The private halves are public: nothing signed with these keys proves anything.';
writeFileSync(new URL('test-keys.json', import.meta.url), `${JSON.stringify({ note, keys }, null, 2)}\n`);
