/** Texts of a batch's documents, and what is left of the batch with `null` in the place of each. */
export interface SplitBatch {
  readonly docs: readonly string[];
  readonly frame: string;
}

/**
 * What changes the depth, and texts, which may contain the same characters. A text without an end runs to the end of
 * all: looking for one again from each of its quotes would take minutes for one body.
 */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|[{}[\]]/gs;

/** Depth of a document inside `{"docs":[`. */
const DOC_DEPTH = 2;

/**
 * Cuts the documents out of the text of a batch without reading them, so that each can be read, and refused, alone.
 * Nonsense gives nonsense, which nobody can parse afterwards.
 */
export const splitBatch = (text: string): SplitBatch => {
  const docs: string[] = [];
  let frame = '';
  let depth = 0;
  let copied = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      if (depth === DOC_DEPTH) start = index;
      depth += 1;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (depth !== DOC_DEPTH) continue;
      docs.push(text.slice(start, index + 1));
      frame += `${text.slice(copied, start)}null`;
      copied = index + 1;
    }
  }
  return { docs, frame: frame + text.slice(copied) };
};
