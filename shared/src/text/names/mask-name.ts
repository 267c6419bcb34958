/**
 * A name with initials for all but the given name, `N. T. Á. Tuyết`: a person who has the name on paper sees that it fits,
 * and a person who guesses learns nobody's name.
 */
export const maskName = (name: string): string => {
  const words = name.split(' ');
  const given = words.at(-1) ?? '';
  return [...words.slice(0, -1).map((word) => `${[...word][0] ?? ''}.`), given].join(' ');
};
