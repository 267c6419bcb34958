import { digestOf } from '@hocba/shared/credential/jws/digest';
import type { Upward } from '@hocba/shared/documents/upward';
import { sheetContent } from '@hocba/shared/record/fold';
import type { ClassCode, Digest, SheetId, StudentId, UpwardId } from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import { deviceNow, type OpenYear } from '../../sync/year.ts';
import type { Workspace } from '../../work/workspace.ts';
import { foldSheet } from './fold-sheet.ts';

type Head = Pick<Upward, '_id' | 'v' | 'dev' | 'n' | 'by' | 'at'>;

/** The parts of the workspace that appending needs. */
export type Appending = Pick<Workspace, 'sealing' | 'wake'>;

const append = async (
  { wake }: Appending,
  year: OpenYear,
  about: string,
  make: (head: Head) => Upward,
): Promise<void> => {
  const id: UpwardId = `${about}:${ulid()}`;
  const at = deviceNow();
  await year.outbox.append(id, (n, dev) => make({ _id: id, v: 1, dev, n, by: year.by, at }));
  year.show();
  wake();
};

/** Closes a sheet over exactly what this device shows; what was just typed is sealed first. */
export const appendClose = async (work: Appending, year: OpenYear, sheet: SheetId): Promise<void> => {
  await work.sealing.sealSheet(year, sheet);
  const { state } = foldSheet(year.state.get(), sheet);
  const digest = await digestOf(sheetContent(sheet, state.cells));
  await append(work, year, `close:${sheet}`, (head) => ({ ...head, kind: 'close', sheet, digest }));
};

/** Approves records of a class, each by the digest of what is on the screen. */
export const appendApproval = (
  work: Appending,
  year: OpenYear,
  kind: 'confirm' | 'finalise',
  classCode: ClassCode,
  records: [StudentId, Digest][],
): Promise<void> =>
  append(work, year, `${kind}:${classCode}`, (head) => ({ ...head, kind, class: classCode, records }));
