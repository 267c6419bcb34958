import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { drop, findNow, keep } from './kept.ts';

const KEY = 'hocba.people';

const KeptNames = Type.Object({
  school: Type.String(),
  names: Type.Array(Type.Tuple([Type.String(), Type.String()])),
});

/** Names of a school's people by account, as this device keeps them; none when it keeps those of another school. */
export const recallNames = (school: string): ReadonlyMap<string, string> => {
  const kept = findNow(KEY);
  return new Map(Value.Check(KeptNames, kept) && kept.school === school ? kept.names : []);
};

/** Keeps the names, so that marks have them with no network too. Never rejects. */
export const keepNames = (school: string, names: ReadonlyMap<string, string>): Promise<void> =>
  keep(KEY, { school, names: [...names] });

/** Forgets the names, with the person who signs out. Never rejects. */
export const forgetNames = (): Promise<void> => drop(KEY);
