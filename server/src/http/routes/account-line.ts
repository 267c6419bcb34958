import { RegistryError } from '@hocba/shared/problems';
import { type Lines, openLines } from '../../turns/line.ts';

/** Requests of one account that may wait for those before them. */
const MOST_WAITING = 16;
const tooMany = () => new RegistryError('RATE_LIMITED', undefined, 5);

/** Opens lines for acts that a day's limit counts: one after another for an account, or many at one moment would all be the first. */
export const openAccountLines = (): Lines => openLines({ running: 1, waiting: MOST_WAITING, full: tooMany });
