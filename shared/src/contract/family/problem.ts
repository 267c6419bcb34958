import type { ProblemCode } from '../../problems.ts';

/** The page of an address that leads nowhere, or of a request that could not be answered. */
export interface ProblemPage {
  readonly page: 'problem';
  readonly code: ProblemCode;
}
