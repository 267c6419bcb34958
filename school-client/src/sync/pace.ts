/** The most documents that one request carries, either way. */
export const MOST_TOGETHER = 500;

/** How many documents of a school year the line to the registry has borne in one request; runs change it. */
export interface Pace {
  up: number;
  down: number;
}

/** Makes the pace of a line of which nothing bad is known. */
export const createPace = (): Pace => ({ up: MOST_TOGETHER, down: MOST_TOGETHER });
