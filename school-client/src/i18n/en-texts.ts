import { anyPage } from './en/any-page.ts';
import { app } from './en/app.ts';
import { approvals } from './en/approvals.ts';
import { classes } from './en/classes.ts';
import { families } from './en/families.ts';
import { family } from './en/family.ts';
import { gradebook } from './en/gradebook.ts';
import { grid } from './en/grid.ts';
import { lookUp } from './en/look-up.ts';
import { messages } from './en/messages.ts';
import { objections } from './en/objections.ts';
import { people } from './en/people.ts';
import { problems } from './en/problems.ts';
import { reviews } from './en/reviews.ts';
import { sync } from './en/sync.ts';
import { transfers } from './en/transfers.ts';
import { verify } from './en/verify.ts';

/** All English texts by area; loaded when somebody chooses English. */
export const en = {
  app,
  approvals,
  classes,
  anyPage,
  families,
  family,
  gradebook,
  grid,
  lookUp,
  messages,
  objections,
  people,
  problems,
  reviews,
  sync,
  transfers,
  verify,
} as const;
