import { inject } from 'vitest';

/** A province, made once; every journey works on a copy of its own. */
export interface Province {
  readonly folder: string;
  readonly port: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker, because the address that browsers open is part of what a province signs. */
    provinces: readonly Province[];
  }
}

/** The province of the worker that asks. */
export const ownProvince = (): Province => {
  const own = inject('provinces')[Number(process.env.VITEST_POOL_ID) - 1];
  if (own === undefined) throw new Error('no province was made for this worker');
  return own;
};
