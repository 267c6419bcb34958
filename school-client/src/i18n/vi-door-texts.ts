import { anyPage } from './vi/any-page.ts';
import { app } from './vi/app.ts';
import { problems } from './vi/problems.ts';

/** Vietnamese texts of the door, and of what stands around every page: part of the first load. */
export const viDoor = { app, anyPage, problems } as const;
