import type { JsonObject } from '@hocba/server/replication/document';
import type { Source } from '../couch.ts';
import { isJsonObject } from '../query.ts';
import { missing, notRun, refuse } from '../refusal.ts';
import { findDoc } from '../stored/read.ts';

/** A function that somebody stored in a design document. */
export interface DesignFunction {
  readonly design: string;
  readonly section: 'filters' | 'views';
  readonly name: string;
}

/** The function that `design/name` means; a single word is the name of both. */
export const functionOf = (section: DesignFunction['section'], path: string): DesignFunction => {
  const [design = '', name = design] = path.split('/');
  return { design, section, name };
};

/** Functions are stored and never run; one that is not there is told as missing, with or without a runner for it. */
export const refuseFunction = async (
  source: Source,
  { design, section, name }: DesignFunction,
): Promise<never> => {
  const doc = await findDoc(source, `_design/${design}`);
  const text = doc?.tree.get(doc.winner)?.deleted === true ? undefined : doc?.bodies.get(doc.winner);
  if (text === undefined) throw missing();
  const functions = (JSON.parse(text) as JsonObject)[section];
  if (!isJsonObject(functions)) {
    throw refuse(404, 'not_found', `missing json key: ${section}`, 'missing');
  }
  if (!Object.hasOwn(functions, name)) {
    throw refuse(404, 'not_found', `missing json key: ${name}`, 'missing');
  }
  throw notRun();
};
