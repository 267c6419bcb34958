import { asideProblems } from './vi/aside-problems.ts';
import { families } from './vi/families.ts';
import { lookUp } from './vi/look-up.ts';
import { messages } from './vi/messages.ts';
import { objections } from './vi/objections.ts';
import { people } from './vi/people.ts';
import { reviews } from './vi/reviews.ts';
import { transfers } from './vi/transfers.ts';
import { verify } from './vi/verify.ts';

/** Vietnamese texts of pages beside the marks: fetched with the first of them, so that the marks are there sooner. */
export const viAside = {
  families,
  lookUp,
  messages,
  objections,
  people,
  problems: asideProblems,
  reviews,
  transfers,
  verify,
} as const;
