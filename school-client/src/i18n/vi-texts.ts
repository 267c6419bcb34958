import { app } from './vi/app.ts';
import { approvals } from './vi/approvals.ts';
import { classes } from './vi/classes.ts';
import { common } from './vi/common.ts';
import { gradebook } from './vi/gradebook.ts';
import { grid } from './vi/grid.ts';
import { lookUp } from './vi/look-up.ts';
import { people } from './vi/people.ts';
import { problems } from './vi/problems.ts';
import { sync } from './vi/sync.ts';
import { verify } from './vi/verify.ts';

/** All Vietnamese texts by area; part of the first load, because every screen falls back to them. */
export const vi = {
  app,
  approvals,
  classes,
  common,
  gradebook,
  grid,
  lookUp,
  people,
  problems,
  sync,
  verify,
} as const;
