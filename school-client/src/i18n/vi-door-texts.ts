import { app } from './vi/app.ts';
import { common } from './vi/common.ts';
import { problems } from './vi/problems.ts';

/** Vietnamese texts of the door, and of what stands around every page: part of the first load. */
export const viDoor = { app, common, problems } as const;
