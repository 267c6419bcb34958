import type { Say } from '@hocba/shared/marks/words';

/**
 * A page's texts for a regulation, which names them by keys that this program cannot know; a house test sees that each
 * of them stands in both languages.
 */
export const sayOf = (t: unknown): Say => t as Say;
