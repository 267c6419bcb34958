/** Repeatable random choices: the same seed and key always give the same ones, whatever was asked before. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True with a probability of `percent` in a hundred. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** A whole number around zero, rarely beyond `spread` and never beyond three times it. */
  around(spread: number): number;
  /** Letters and digits. */
  text(length: number): string;
}

const SYMBOLS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** FNV-1a over the characters of a key: 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** Random choices of their own for each key, so that adding a pupil does not change the marks of the others. */
export const randomOf = (seed: number, key: string): Random => {
  let state = hashOf(`${seed}:${key}`);
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    between,
    chance: (percent) => next() * 100 < percent,
    pick: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    around: (spread) => Math.round((next() + next() + next() + next() + next() + next() - 3) * spread),
    text: (length) => Array.from({ length }, () => SYMBOLS[between(0, 35)]).join(''),
  };
};
