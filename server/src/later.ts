import type { Instant } from '@hocba/shared/calendar/vietnam-time';

/** The instant some milliseconds after another; before it when they are fewer than none. */
export const later = (at: string, milliseconds: number): Instant =>
  new Date(Date.parse(at) + milliseconds).toISOString() as Instant;
