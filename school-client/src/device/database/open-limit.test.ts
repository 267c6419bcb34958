import '../browser-for-tests.ts';
import { expect, it } from 'vitest';

/** A disk that is damaged at one place: opening what lies there is answered neither with yes nor with no. */
const real = IDBFactory.prototype.open;
IDBFactory.prototype.open = function open(name, version) {
  return name.includes('damaged') ? (new EventTarget() as IDBOpenDBRequest) : real.call(this, name, version);
};

it('field 8: a database that is never answered fails, and does not keep the others of the page closed', async () => {
  const { limitOpening } = await import('./open-limit.ts');
  limitOpening('_pouch_hocba-', 50);
  const { openLocal } = await import('./pouch.ts');
  const damaged = openLocal('damaged');
  const sound = openLocal('sound');
  await expect(damaged.listAll()).rejects.toThrow();
  await sound.put({ _id: 'one' });
  expect(await sound.listAll()).toHaveLength(1);
});
