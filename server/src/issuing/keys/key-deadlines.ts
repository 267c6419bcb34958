import type { Instant } from '@hocba/shared/school/identifiers';
import type { KeyRing } from './key-ring.ts';

/** An end is named from this many days before it on, because the root key lies elsewhere and must be fetched. */
const WARN_DAYS = 60;
const DAY_MS = 86_400_000;

/** An end that is near or past. */
export interface Deadline {
  readonly what: 'trust list' | 'signing key';
  readonly at: Instant;
  /** Days left, a day begun counting as one; 0 and less once the end is past. */
  readonly days: number;
}

/**
 * The ends of the ring's trust list and signing key that an operator must act on: without a valid list no verifier
 * believes any record, and what an expired key signs is invalid.
 */
export const listDeadlines = ({ trust, signer }: KeyRing, now: Instant): Deadline[] => {
  const { exp } = trust.payload;
  const ends: [Deadline['what'], string | undefined][] = [
    ['trust list', exp === undefined ? undefined : new Date(exp * 1000).toISOString()],
    ['signing key', trust.keys.get(signer.kid)?.trusted.notAfter],
  ];
  return ends.flatMap(([what, at]): Deadline[] => {
    if (at === undefined) return [];
    const days = Math.ceil((Date.parse(at) - Date.parse(now)) / DAY_MS);
    return days <= WARN_DAYS ? [{ what, at: at as Instant, days }] : [];
  });
};

/** The loss after an end, and the remedy of an operator. */
const AT_THE_END: Record<Deadline['what'], readonly [harm: string, todo: string]> = {
  'trust list': ['no record can be verified', 'run "hocba keys renew"'],
  'signing key': ['nothing can be signed', 'run "hocba keys renew --signing-key"'],
};

/** The words for an operator about a deadline. */
export const deadlineText = ({ what, at, days }: Deadline): string => {
  const [harm, todo] = AT_THE_END[what];
  const day = at.slice(0, 10);
  return days > 0
    ? `the ${what} expires on ${day}, in ${days} ${days === 1 ? 'day' : 'days'}; ${todo}`
    : `the ${what} has expired on ${day}: ${harm}; ${todo}`;
};

type Log = (event: string, fields: object) => void;

/** Logs at once and then once a day which list or key ends soon; the answer stops it. */
export const watchDeadlines = (ring: KeyRing, clock: () => Instant, log: Log): (() => void) => {
  const look = () => {
    for (const deadline of listDeadlines(ring, clock())) {
      log('keys.expiring', { ...deadline, detail: deadlineText(deadline) });
    }
  };
  look();
  const timer = setInterval(look, DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
};
