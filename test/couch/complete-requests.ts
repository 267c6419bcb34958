/** One document of a database, as it stands. */
export interface Target {
  readonly db: string;
  /** With what may not stand in a path encoded. */
  readonly id: string;
  readonly rev: string;
  /** The document's id as it is written in a body. */
  readonly name: string;
}

/** A request of the whole protocol that devices have no business with. */
export interface CompleteRequest {
  /** The route of the whole protocol that answers it; none when the harness does not know it either. */
  readonly route: string | undefined;
  readonly method: string;
  readonly path: (target: Target) => string;
  readonly body?: (target: Target) => unknown;
  readonly headers?: (target: Target) => Record<string, string>;
}

const text = (of: string | ((target: Target) => string)) => (typeof of === 'string' ? () => of : of);
const ask = (
  route: string | undefined,
  method: string,
  path: string | ((target: Target) => string),
  body?: (target: Target) => unknown,
  headers?: (target: Target) => Record<string, string>,
): CompleteRequest => ({
  route,
  method,
  path: text(path),
  ...(body === undefined ? {} : { body }),
  ...(headers === undefined ? {} : { headers }),
});

const of =
  (rest: string) =>
  ({ db }: Target): string =>
    `/${db}${rest}`;
const doc =
  (rest = '') =>
  ({ db, id }: Target): string =>
    `/${db}/${id}${rest}`;
const atRev =
  (rest = '') =>
  ({ db, id, rev }: Target): string =>
    `/${db}/${id}${rest}?rev=${rev}`;
const hash = (rev: string): string => rev.slice(rev.indexOf('-') + 1);

const SERVER: Record<string, CompleteRequest> = {
  'all databases': ask('GET /_all_dbs', 'GET', '/_all_dbs'),
  'ids to use': ask('GET /_uuids', 'GET', '/_uuids?count=2'),
  'who is signed in': ask('GET /_session', 'GET', '/_session'),
  'sign-in': ask('POST /_session', 'POST', '/_session', () => ({ name: 'a', password: 'b' })),
  'sign-out': ask('DELETE /_session', 'DELETE', '/_session'),
  'whether it is up': ask('GET /_up', 'GET', '/_up'),
  'what runs': ask(undefined, 'GET', '/_active_tasks'),
  'replication by the server': ask(undefined, 'POST', '/_replicate', () => ({ source: 'a', target: 'b' })),
  settings: ask(undefined, 'GET', '/_node/_local/_config'),
};

const DATABASES: Record<string, CompleteRequest> = {
  'a new database': ask('PUT /:db/', 'PUT', ({ db }) => `/${db}9/`),
  'a new database, without the slash': ask('PUT /:db', 'PUT', ({ db }) => `/${db}9`),
  'a database away': ask('DELETE /:db/', 'DELETE', of('/')),
  'a database away, without the slash': ask('DELETE /:db', 'DELETE', of('')),
  'a document without a name': ask('POST /:db/', 'POST', of('/'), () => ({ n: 1 })),
  'a document without a name or a slash': ask('POST /:db', 'POST', of(''), () => ({ n: 1 })),
  'all documents': ask('GET /:db/_all_docs', 'GET', of('/_all_docs?include_docs=true')),
  'all documents by keys': ask('POST /:db/_all_docs', 'POST', of('/_all_docs'), ({ name }) => ({
    keys: [name],
  })),
  'bodies forgotten': ask('POST /:db/_compact', 'POST', of('/_compact'), () => ({})),
  'views forgotten': ask('POST /:db/_view_cleanup', 'POST', of('/_view_cleanup'), () => ({})),
  'a flush': ask('POST /:db/_ensure_full_commit', 'POST', of('/_ensure_full_commit'), () => ({})),
  'which revisions are missing': ask(
    'POST /:db/_missing_revs',
    'POST',
    of('/_missing_revs'),
    ({ name, rev }) => ({ [name]: [rev, '9-f'] }),
  ),
  'the length of histories': ask('GET /:db/_revs_limit', 'GET', of('/_revs_limit')),
  'another length of histories': ask('PUT /:db/_revs_limit', 'PUT', of('/_revs_limit'), () => 1),
  'who may do what': ask('GET /:db/_security', 'GET', of('/_security')),
  'that everybody may do everything': ask(undefined, 'PUT', of('/_security'), () => ({ admins: {} })),
  'a purge': ask(undefined, 'POST', of('/_purge'), ({ name, rev }) => ({ [name]: [rev] })),
  'a search': ask(undefined, 'POST', of('/_find'), () => ({ selector: {} })),
  'an index': ask(undefined, 'POST', of('/_index'), () => ({ index: { fields: ['a'] } })),
  'a feed of some ids': ask(undefined, 'POST', of('/_changes?filter=_doc_ids'), ({ name }) => ({
    doc_ids: [name],
  })),
  'a feed of a selector': ask(undefined, 'POST', of('/_changes?filter=_selector'), () => ({ selector: {} })),
  'a feed without an end': ask(undefined, 'GET', of('/_changes?feed=continuous&timeout=1')),
};

const DOCUMENTS: Record<string, CompleteRequest> = {
  'a new document by its path': ask('PUT /:db/*', 'PUT', of('/brand-new'), () => ({ n: 1 })),
  'a changed document': ask('PUT /:db/*', 'PUT', doc(), ({ rev }) => ({ _rev: rev, n: 1 })),
  'a branch of a document': ask('PUT /:db/*', 'PUT', doc('?new_edits=false'), () => ({
    _rev: '9-f',
    _revisions: { start: 9, ids: ['f'] },
  })),
  'a document away': ask('DELETE /:db/*', 'DELETE', atRev()),
  'a document away, by a header': ask('DELETE /:db/*', 'DELETE', doc(), undefined, ({ rev }) => ({
    'if-match': rev,
  })),
  'an attachment': ask(
    'PUT /:db/*',
    'PUT',
    atRev('/photo'),
    () => 'bytes',
    () => ({ 'content-type': 'text/plain' }),
  ),
  'an attachment back': ask('GET /:db/*', 'GET', doc('/file')),
  'an attachment away': ask('DELETE /:db/*', 'DELETE', atRev('/file')),
  'a design document': ask('PUT /:db/*', 'PUT', of('/_design/d'), () => ({ views: {} })),
  'a view': ask(undefined, 'GET', of('/_design/d/_view/v')),
  'a view of keys': ask('POST /:db/*', 'POST', of('/_design/d/_view/v'), () => ({ keys: [] })),
  'an update function': ask('PUT /:db/*', 'PUT', of('/_design/d/_update/u/x'), () => ({})),
  'a checkpoint away': ask('DELETE /:db/*', 'DELETE', of('/_local/none?rev=0-1')),
  'a copy': ask('COPY /:db/*', 'COPY', doc(), undefined, () => ({ destination: 'copied' })),
};

const batch = (newEdits: boolean, made: (target: Target) => object): CompleteRequest =>
  ask('POST /:db/_bulk_docs', 'POST', of('/_bulk_docs'), (target) => ({
    docs: [{ _id: target.name, ...made(target) }],
    new_edits: newEdits,
  }));

const BATCHES: Record<string, CompleteRequest> = {
  'an edit in a batch': batch(true, ({ rev }) => ({ _rev: rev, n: 1 })),
  'a deletion in a batch': batch(true, ({ rev }) => ({ _rev: rev, _deleted: true })),
  'a replicated child in a batch': batch(false, ({ rev }) => ({
    _rev: '7-child',
    _revisions: { start: 7, ids: ['child', hash(rev)] },
  })),
  'a replicated branch in a batch': batch(false, () => ({ _rev: '1-zzz', n: 1 })),
  'a replicated deletion in a batch': batch(false, () => ({ _rev: '1-zzy', _deleted: true })),
};

/** By what is asked for. */
export const COMPLETE_REQUESTS: Record<string, CompleteRequest> = {
  ...SERVER,
  ...DATABASES,
  ...DOCUMENTS,
  ...BATCHES,
};
