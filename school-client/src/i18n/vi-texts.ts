import { asideProblems } from './vi/aside-problems.ts';
import { family } from './vi/family.ts';
import { familyProblems } from './vi/family-problems.ts';
import { problems } from './vi/problems.ts';
import { viAside } from './vi-aside-texts.ts';
import { viDoor } from './vi-door-texts.ts';
import { viWork } from './vi-work-texts.ts';

/** All Vietnamese texts by area: what a translation has to say, and what texts are checked against. */
export const vi = {
  ...viDoor,
  ...viWork,
  ...viAside,
  family,
  problems: { ...problems, ...asideProblems, ...familyProblems },
} as const;
