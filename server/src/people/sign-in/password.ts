import { randomInt } from 'node:crypto';
import { RegistryError } from '@hocba/shared/problems';
import { hash, verify } from '@node-rs/argon2';
import { openLine, openLines } from '../../turns/line.ts';

/** argon2id (the package's default) with 64 MiB, three passes, one lane: about a tenth of a second of one core. */
const PARAMETERS = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

const full = () => new RegistryError('OVERLOADED', 'password queue', 10);

/** Hashes at the same time, and tries that may wait; beyond it signing in would starve everything else. */
const hashes = openLine({ running: 2, waiting: 50, full });

/** The part of it that one asker may fill, so that nobody who asks again and again shuts others out of signing in. */
const hashesOfOne = openLines({ running: 2, waiting: 10, full });

/** Throws OVERLOADED while no further hash can be taken; asked before a try is counted against anybody. */
export const checkHashQueue = (): void => hashes.check();

/** The asker for whom the registry hashes: an account that is known to be asking, or an address. */
export type Asker = `account:${string}` | `address:${string}`;

/** A command at the registry's own machine has no asker: nobody else is kept waiting, and a demo hashes many at once. */
const inTurn = <T>(asker: Asker | undefined, work: () => Promise<T>): Promise<T> =>
  asker === undefined ? hashes.run(work) : hashesOfOne(asker, () => hashes.run(work));

/** The form in which a password is kept. Throws OVERLOADED. */
export const hashPassword = (password: string, asker?: Asker): Promise<string> =>
  inTurn(asker, () => hash(password.normalize('NFC'), PARAMETERS));

/** Nobody has this password; it costs as much to refuse as a real one, so that time does not tell. */
const NOBODY =
  '$argon2id$v=19$m=65536,t=3,p=1$JjmcQxHshgWLwd9FlniP2Q$1MrEnlZDh4wcp6pnXCt6m6NYJ3Rvt4/GzFdBIbGpEmM';

/** Whether a password fits the kept form; `undefined` stands for an account that does not exist. Throws OVERLOADED. */
export const verifyPassword = async (
  kept: string | undefined,
  password: string,
  asker?: Asker,
): Promise<boolean> => {
  const fits = await inTurn(asker, () => verify(kept ?? NOBODY, password.normalize('NFC')));
  return fits && kept !== undefined;
};

/** Without characters that are taken for one another on paper. */
const LEGIBLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A temporary password of 12 characters in groups of four, 59 bits. */
export const temporaryPassword = (): string => {
  const group = () => Array.from({ length: 4 }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join('');
  return `${group()}-${group()}-${group()}`;
};
