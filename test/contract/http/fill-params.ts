/** A path for a route's pattern: well-formed values for what identifies, a word for the rest. */
export const fillParams = (url: string): string =>
  url
    .replace(':db', '08000101-2026-2027')
    .replace(/:[A-Za-z]+/g, 'x'.repeat(43))
    .replace('*', 'nothing.txt');
