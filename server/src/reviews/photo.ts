import { createHash } from 'node:crypto';
import { PHOTO_BYTES, type PhotoContent } from '@hocba/shared/contract/reviews/review';
import type { ReviewPhoto } from '@hocba/shared/lifecycle/review/events';
import { RegistryError } from '@hocba/shared/problems';
import type { Db, Write } from '../storage/engine/db.ts';
import { findDossierPhoto, insertDossierPhoto } from '../storage/queries/dossiers/dossiers.ts';
import type { StoredReview } from './stored-review.ts';

const startsWith = (bytes: Buffer, hex: string, at = 0): boolean =>
  bytes.subarray(at, at + hex.length / 2).toString('hex') === hex;

/** The kind of a picture by its first bytes; whatever a file is called, a browser reads no other kind out of it. */
const typeOf = (bytes: Buffer): ReviewPhoto['type'] | undefined => {
  if (startsWith(bytes, 'ffd8ff')) return 'image/jpeg';
  if (startsWith(bytes, '89504e470d0a1a0a')) return 'image/png';
  return startsWith(bytes, '52494646') && startsWith(bytes, '57454250', 8) ? 'image/webp' : undefined;
};

const shaOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A photo that was sent: what its event says of it, and the write that keeps it under the event's number. */
export interface TakenPhoto {
  readonly said: ReviewPhoto;
  readonly write: (of: Pick<StoredReview, 'row' | 'end'>) => Write;
}

/** Takes a photo in base64. Throws PHOTO_UNFIT for another kind of file and for one that is too large. */
export const takePhoto = (sent: string): TakenPhoto => {
  const bytes = Buffer.from(sent, 'base64');
  const type = typeOf(bytes);
  if (type === undefined || bytes.length > PHOTO_BYTES) throw new RegistryError('PHOTO_UNFIT');
  return {
    said: { type, bytes: bytes.length, sha256: shaOf(bytes) },
    write: ({ row, end }) =>
      insertDossierPhoto({ dossier: row.id, seq: end.seq, type, content: bytes.toString('base64') }),
  };
};

/** The photo beside an event of a request; undefined where it has none. */
export const readPhoto = async (db: Db, id: string, seq: number): Promise<PhotoContent | undefined> => {
  const row = await findDossierPhoto(db, id, seq);
  return row === undefined ? undefined : { type: row.type as ReviewPhoto['type'], content: row.content };
};

/** Whether the stored photo of an event is the one that the event names. */
export const isPhotoWhole = async (db: Db, id: string, seq: number, said: ReviewPhoto): Promise<boolean> => {
  const row = await findDossierPhoto(db, id, seq);
  return row?.type === said.type && shaOf(Buffer.from(row.content, 'base64')) === said.sha256;
};
