import { randomInt } from 'node:crypto';
import { RegistryError } from '@hocba/shared/problems';
import { hash, verify } from '@node-rs/argon2';

/** argon2id (the package's default) with 64 MiB, three passes, one lane: about a tenth of a second of one core. */
const PARAMETERS = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

/** Hashes at the same time, and tries that may wait; beyond it signing in would starve everything else. */
const MAX_RUNNING = 2;
const MAX_WAITING = 50;
const RETRY_SECONDS = 10;

let running = 0;
const waiting: (() => void)[] = [];

/** Throws OVERLOADED while no further hash can be taken; asked before a try is counted against anybody. */
export const checkHashQueue = (): void => {
  if (running >= MAX_RUNNING && waiting.length >= MAX_WAITING) {
    throw new RegistryError('OVERLOADED', 'password queue', RETRY_SECONDS);
  }
};

/** Runs one hash when it is its turn. */
const queued = async <T>(work: () => Promise<T>): Promise<T> => {
  checkHashQueue();
  if (running >= MAX_RUNNING) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    // The slot goes straight to the next in line, so that a newcomer cannot overtake it.
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
};

/** The form in which a password is kept. Throws OVERLOADED. */
export const hashPassword = (password: string): Promise<string> =>
  queued(() => hash(password.normalize('NFC'), PARAMETERS));

/** Nobody has this password; it costs as much to refuse as a real one, so that time does not tell. */
const NOBODY =
  '$argon2id$v=19$m=65536,t=3,p=1$JjmcQxHshgWLwd9FlniP2Q$1MrEnlZDh4wcp6pnXCt6m6NYJ3Rvt4/GzFdBIbGpEmM';

/** Whether a password fits the kept form; `undefined` stands for an account that does not exist. Throws OVERLOADED. */
export const verifyPassword = async (kept: string | undefined, password: string): Promise<boolean> => {
  const fits = await queued(() => verify(kept ?? NOBODY, password.normalize('NFC')));
  return fits && kept !== undefined;
};

/** Without characters that are taken for one another on paper. */
const LEGIBLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A temporary password of 12 characters in groups of four, 59 bits. */
export const temporaryPassword = (): string => {
  const group = () => Array.from({ length: 4 }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join('');
  return `${group()}-${group()}-${group()}`;
};
