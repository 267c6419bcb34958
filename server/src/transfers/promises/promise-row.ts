import {
  nextPromiseState,
  type PromiseAct,
  type PromiseKind,
  type PromiseState,
} from '@hocba/shared/lifecycle/promise/promise';
import { RegistryError } from '@hocba/shared/problems';
import { rowSeal } from '../../guardians/row-seal.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { findPromise, type PromiseRow, updatePromise } from '../../storage/queries/dossiers/promises.ts';

/** The row with its seal, a MAC over every other column. */
export const sealPromise = (db: Pick<Db, 'mac'>, row: Omit<PromiseRow, 'seal'>): PromiseRow => ({
  ...row,
  seal: rowSeal(db, 'promise', row),
});

/** Whether this registry wrote the row as it stands. */
export const isSealedPromise = (db: Pick<Db, 'mac'>, { seal, ...row }: PromiseRow): boolean =>
  sealPromise(db, row).seal === seal;

/** The members of a row that the rules know. */
export const ruled = ({
  kind,
  state,
}: PromiseRow): { readonly kind: PromiseKind; readonly state: PromiseState } => ({
  kind: kind as PromiseKind,
  state: state as PromiseState,
});

/** The grades whose records a promise is about. */
export const gradesOf = ({ grades }: PromiseRow): number[] => JSON.parse(grades) as number[];

/** The promise of an id; undefined also for a row that this registry did not write. */
export const openPromise = async (db: Db, id: string): Promise<PromiseRow | undefined> => {
  const row = await findPromise(db, id);
  return row !== undefined && isSealedPromise(db, row) ? row : undefined;
};

type Change = Partial<
  Pick<
    PromiseRow,
    | 'due'
    | 'signer'
    | 'signer_relation'
    | 'signed_how'
    | 'signed_by'
    | 'signed_at'
    | 'answer'
    | 'closed_by'
    | 'closed_at'
  >
>;

/** Lets an act happen to a promise: the row as it then stands, and the write. Throws ACTION_NOT_ALLOWED. */
export const advancePromise = (
  db: Pick<Db, 'mac'>,
  row: PromiseRow,
  act: PromiseAct,
  change: Change,
): { readonly next: PromiseRow; readonly write: Write } => {
  const state = nextPromiseState(ruled(row), act);
  if (state === undefined) throw new RegistryError('ACTION_NOT_ALLOWED');
  const { seal: _, ...before } = row;
  const next = sealPromise(db, { ...before, ...change, state, version: row.version + 1 });
  return { next, write: updatePromise(row, next) };
};
