import type { CellHead } from '../marks/cell-head.ts';
import type { ClassList, ClassStudent } from '../school/class-list.ts';
import type { SheetId } from '../school/identifiers.ts';
import type { Policy } from './policy.ts';

/**
 * A sheet as one pupil's record sees it: the pupil's own cells, whether it is closed, the digest it was
 * approved by.
 */
export interface RecordSheet {
  readonly cells: Readonly<Record<string, CellHead>> | undefined;
  readonly state: 'open' | 'closed';
  readonly digest: string;
  /** The sheet of the class that the pupil came from, where its closed sheet counts. */
  readonly broughtFrom?: SheetId;
}

/** The sources that a pupil's record of the year is computed from. */
export interface RecordSources {
  readonly classList: ClassList;
  readonly student: ClassStudent;
  readonly sheets: ReadonlyMap<SheetId, RecordSheet>;
  /** How the circular is read where it can be read in two ways; the usual readings when left out. */
  readonly policy?: Policy;
}
