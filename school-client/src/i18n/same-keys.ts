/**
 * What a translation must hold: every key of the Vietnamese text, and besides it may add `<key>_one`
 * where its language has a singular (Vietnamese has none).
 */
export type SameKeys<Texts> = {
  readonly [K in keyof Texts]: Texts[K] extends string ? string : SameKeys<Texts[K]>;
} & {
  readonly [K in keyof Texts & string as `${K}_one`]?: string;
};
