/** An answer that every CouchDB client knows by its word; nothing of ours stands behind it. */
export interface CouchRefusal extends Error {
  readonly status: number;
  readonly word: string;
  readonly reason: string;
}

/** A refusal to throw; PouchDB tells some kinds apart by a message that is not the reason. */
export const refuse = (status: number, word: string, reason: string, message = reason): CouchRefusal =>
  Object.assign(new Error(message), { status, word, reason });

/** Whether something thrown is a refusal. */
export const isCouchRefusal = (error: unknown): error is CouchRefusal =>
  error instanceof Error && 'word' in error && 'status' in error;

/** The form CouchDB gives a refusal, with the members that PouchDB adds to it on the way to an application. */
export const refusalBody = ({ status, word, reason, message }: CouchRefusal) => ({
  error: word,
  reason,
  name: word,
  message,
  status,
});

/** A document, a revision or an attachment that is not there. */
export const missing = (): CouchRefusal => refuse(404, 'not_found', 'missing');

/** A document whose every revision is deleted. */
export const deleted = (): CouchRefusal => refuse(404, 'not_found', 'deleted', 'missing');

/** A database that is not there. */
export const noDatabase = (): CouchRefusal => refuse(404, 'not_found', 'Database does not exist.');

/** An edit of something that is no longer the newest. */
export const conflict = (): CouchRefusal => refuse(409, 'conflict', 'Document update conflict');

/** A request that makes no sense. */
export const badRequest = (reason: string, message = reason): CouchRefusal =>
  refuse(400, 'bad_request', reason, message);

/** A query whose parameters contradict each other or cannot be read. */
export const badQuery = (reason: string): CouchRefusal => refuse(400, 'query_parse_error', reason);

/** An attachment that is only named, where nothing of that name is known. */
export const missingStub = (): CouchRefusal =>
  refuse(412, 'missing_stub', "A pre-existing attachment stub wasn't found");

/** Requests that would need the JavaScript of a design document: this server never runs it. */
export const notRun = (): CouchRefusal =>
  refuse(501, 'not_implemented', 'Functions of design documents are not run here.');
