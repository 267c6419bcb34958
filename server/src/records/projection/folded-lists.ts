import type { ListDocument } from '@hocba/shared/documents/internal';
import type { ClassList } from '@hocba/shared/school/class-list';
import type { ClassCode, DatabaseName } from '@hocba/shared/school/identifiers';
import { findListDocument, listNumberOf } from '../../schools/log-class-lists.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { findClassList, saveClassList } from '../../storage/queries/records/class-lists.ts';

/** The class lists of one school year as a batch folds them: each entry is judged by the list of its place in the log. */
export interface FoldedLists {
  readonly db: DatabaseName;
  /** The list that holds now; before the first list of a class that first one. Undefined for a class without lists. */
  find(classCode: ClassCode): Promise<ClassList | undefined>;
  /** The document that says it. */
  findDocument(classCode: ClassCode): Promise<ListDocument | undefined>;
  /** From here on this list holds. */
  put(document: ListDocument): void;
  /** Lists that came with this batch, the last one of each class. */
  changed(): readonly ListDocument[];
  writes(): Write[];
}

/** The class lists of a school year, as far as its log is folded. */
export const foldedLists = (db: Db, name: DatabaseName): FoldedLists => {
  const held = new Map<ClassCode, ListDocument>();
  const changed = new Map<ClassCode, ListDocument>();
  const load = async (classCode: ClassCode): Promise<ListDocument | undefined> => {
    const row = await findClassList(db, name, classCode);
    if (row !== undefined) return JSON.parse(row.body) as ListDocument;
    return findListDocument(db, name, classCode, 1);
  };
  const findDocument = async (classCode: ClassCode): Promise<ListDocument | undefined> => {
    const found = held.get(classCode) ?? (await load(classCode));
    if (found !== undefined) held.set(classCode, found);
    return found;
  };
  return {
    db: name,
    findDocument,
    find: async (classCode) => (await findDocument(classCode))?.list,
    put: (document) => {
      held.set(document.class, document);
      changed.set(document.class, document);
    },
    changed: () => [...changed.values()],
    writes: () =>
      [...changed.values()].map((document) =>
        saveClassList({
          db: name,
          class: document.class,
          number: listNumberOf(document),
          body: JSON.stringify(document),
        }),
      ),
  };
};
