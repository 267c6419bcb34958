import type { RecordState } from '@hocba/shared/lifecycle/states';
import type { RecordRow } from '../../model/records.ts';

/** The words of a row about its record. */
export type ShownState =
  | RecordState
  | 'unread'
  | 'issued-elsewhere'
  | 'approved-elsewhere'
  | 'pending-confirm'
  | 'pending-finalise';

/**
 * Where a record stands; an approval of this device that the registry has not answered comes first. The homeroom
 * teacher of a pupil's new class is not given a record that the old class approved: the class list says where it is.
 */
export const recordStateOf = ({ student, document, pending, isUnread }: RecordRow): ShownState => {
  if (student.recordIn !== undefined) {
    return document?.state === 'issued' ? 'issued-elsewhere' : 'approved-elsewhere';
  }
  if (pending !== null) return `pending-${pending}`;
  return isUnread ? 'unread' : (document?.state ?? 'open');
};

/** The rows whose records this class makes: a record that another class approved is shown and is no work of this one. */
export const ownRows = (rows: readonly RecordRow[]): RecordRow[] =>
  rows.filter(({ student }) => student.recordIn === undefined);
