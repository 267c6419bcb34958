import { RegistryError } from '@hocba/shared/problems';
import { type Lines, openLines } from '../../turns/line.ts';

/** One request of an account at a time, and a few behind it: a device sends one after another, and has a few tabs. */
const ONE_BY_ONE = { running: 1, waiting: 7 };
const RETRY_SECONDS = 5;

/**
 * Lets accounts work side by side and each account do one thing at a time, so that nobody takes more of the processor
 * than one sender can. Throws RATE_LIMITED for an account that has too much waiting already.
 */
export const openSenderQueues = (): Lines =>
  openLines({ ...ONE_BY_ONE, full: () => new RegistryError('RATE_LIMITED', undefined, RETRY_SECONDS) });
