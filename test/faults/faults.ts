/** A fault that a synchronisation of marks must survive. */
export interface Fault {
  /** Its number as the titles of tests begin with it: `E1`, `fault 1`. */
  readonly number: string;
  /** The fault, in words. */
  readonly wrong: string;
  /** Its answer here, with the files that give it. */
  readonly answer: string;
}

/** Faults of stock PouchDB that were reproduced. */
export const STOCK_FAULTS: readonly Fault[] = [
  {
    number: 'E1',
    wrong:
      'A document refused with `forbidden` counts as sent: the checkpoint passes it and it is never offered again.',
    answer:
      'Refused documents are kept whole (`server/src/replication/incoming/receive.ts`), stay in the outbox with their reason, and are offered again while the reason may end (`school-client/src/sync/up/push.ts`).',
  },
  {
    number: 'E2',
    wrong:
      'Any other error beside a document makes the whole batch fail, again and again; everything behind it waits.',
    answer:
      '`forbidden` is the only word said about a single document (`server/src/replication/routes/bulk-docs.ts`).',
  },
  {
    number: 'E3',
    wrong: 'Only the last of several edits of a document travels: the edits between are in no log.',
    answer:
      'Every save is a document of its own that is never edited (`school-client/src/sync/up/outbox.ts`).',
  },
  {
    number: 'E4',
    wrong: 'An answer is lost after the commit, and the batch goes again.',
    answer:
      '`_revs_diff` names only what is missing (`server/src/replication/routes/revs-diff.ts`), and a document that is known with an equal body gets no second number (`server/src/replication/incoming/receive.ts`).',
  },
  {
    number: 'E5',
    wrong: 'A token that is refused ends a replication for good, even one told to retry.',
    answer:
      'Each run is one-shot with a fresh token, and the loop starts the next (`school-client/src/sync/loop.ts`).',
  },
  {
    number: 'E6',
    wrong: 'A batch over the body limit is sent again unchanged for ever.',
    answer: 'The next try is smaller, down to one document (`school-client/src/sync/up/push.ts`).',
  },
  {
    number: 'E7',
    wrong: 'One body in a page that cannot be read makes the client fetch the same page for ever.',
    answer:
      'A body that cannot be read is left out of the answer (`server/src/replication/routes/bulk-get.ts`).',
  },
  {
    number: 'E8',
    wrong: 'A 404 with JSON from somebody else makes the client create a database.',
    answer:
      'Devices open the registry without set-up (`school-client/src/device/database/pouch.ts`), and the registry makes none from outside (`server/src/replication/routes/greeting.ts`).',
  },
  {
    number: 'E9',
    wrong:
      'Documents and checkpoints come back from a backup of different ages: what was lost between is never sent again.',
    answer:
      'Receipts, not checkpoints, say which documents the registry holds, and a document that they do not cover goes again (`school-client/src/sync/up/push.ts`).',
  },
  {
    number: 'E10',
    wrong: 'A reader that is ahead of a restored feed is told its own number back, and stays blind.',
    answer:
      'A number the feed has not reached is answered from the beginning (`server/src/replication/feed/feed.ts`).',
  },
  {
    number: 'E11',
    wrong: 'Two tabs replicate one database: harmless, and twice the traffic.',
    answer: 'One tab at a time holds the lock of the loop (`school-client/src/device/lock.ts`).',
  },
  {
    number: 'E12',
    wrong: "Two people change two fields of one document: one change is on nobody's screen any more.",
    answer: 'Entries hold cells and are folded cell by cell (`shared/src/record/fold.ts`).',
  },
  {
    number: 'E13',
    wrong: 'Live replication of one edit costs eight requests and more.',
    answer:
      'Edits are collected into one entry per save and sent in one-shot runs (`school-client/src/sync/up/drafts/drafts.ts`).',
  },
  {
    number: 'E14',
    wrong:
      "A feed restored behind a device's checkpoint brings it nothing until it has passed the old number.",
    answer:
      'The greeting names the epoch, which a restore changes, and the device begins another copy (`school-client/src/sync/down/pull.ts`).',
  },
  {
    number: 'E15',
    wrong: 'Checkpoints of before a restore are still believed afterwards.',
    answer:
      'The epoch is part of the name under which checkpoints are kept (`server/src/http/routes/devices/sync-hooks.ts`).',
  },
  {
    number: 'E16',
    wrong: 'Three devices resolve one conflict, each in its way, and never come to an end.',
    answer:
      'Only the registry judges, in the order of arrival; devices show and ask (`server/src/records/projection/fold/judge-entry.ts`).',
  },
  {
    number: 'E17',
    wrong: 'A connection that falls silent is waited for without end.',
    answer: 'Silence of 30 seconds ends a request of a device (`school-client/src/registry/silence.ts`).',
  },
  {
    number: 'E18',
    wrong:
      'The first `_bulk_get` fails once, and every document is fetched singly until the page is loaded again.',
    answer:
      'A failed `_bulk_get` is tried again and at last answered in a form that ends the run (`school-client/src/registry/registry-fetch.ts`).',
  },
  {
    number: 'E19',
    wrong: 'Checkpoints on both sides cost four requests a batch and fill the server.',
    answer: 'Checkpoints lie on the device only (`school-client/src/device/database/pouch.ts`).',
  },
];

/** Faults of networks, disks, clocks and people. */
export const FIELD_FAULTS: readonly Fault[] = [
  {
    number: 'fault 1',
    wrong: 'The network is lost before, during or after a push.',
    answer:
      'Nothing counts as sent without a receipt of the registry (`school-client/src/sync/up/receipts.ts`).',
  },
  {
    number: 'fault 2',
    wrong: 'The same batch arrives twice, at once and an hour later.',
    answer: 'The id and the body decide, not the delivery (`server/src/replication/incoming/receive.ts`).',
  },
  {
    number: 'fault 3',
    wrong: 'Batches of one device arrive out of their order.',
    answer:
      'An entry that arrives before the one it follows is applied when that one is here (`shared/src/record/fold.ts`).',
  },
  {
    number: 'fault 4',
    wrong: 'A tab is killed between saving and sending, or around a checkpoint.',
    answer:
      'The draft names its entry before it is sealed, and the outbox is read again at the next start (`school-client/src/sync/up/drafts/drafts.ts`).',
  },
  {
    number: 'fault 5',
    wrong: 'The registry is killed before or after the commit of a push.',
    answer: 'Document, number and submission are one commit (`server/src/replication/incoming/receive.ts`).',
  },
  {
    number: 'fault 6',
    wrong: 'Power fails right after “saved”.',
    answer:
      'Every write on our databases waits for the disk (`school-client/src/device/database/durability.ts`).',
  },
  {
    number: 'fault 7',
    wrong: "The registry comes back from last night's backup while devices hold newer checkpoints.",
    answer:
      'A restore changes the epoch (`server/src/cli/database/copies/restore.ts`); receipts show the hole and it is filled (`school-client/src/sync/up/push.ts`).',
  },
  {
    number: 'fault 8',
    wrong: "The restored feed is behind the device's checkpoint.",
    answer:
      'A number not reached is answered from the beginning (`server/src/replication/feed/feed.ts`); another epoch, or a feed that ends before where it was followed to, begins another copy (`school-client/src/sync/down/pull.ts`).',
  },
  {
    number: 'fault 9',
    wrong: 'Checkpoints alone are lost, on either side.',
    answer:
      'Everything is compared again and nothing stored twice (`server/src/replication/incoming/receive.ts`); a document that receipts do not cover goes again (`school-client/src/sync/up/push.ts`).',
  },
  {
    number: 'fault 10',
    wrong: 'A token ends, or a right is taken away, in the middle of a run.',
    answer:
      'The next run renews the token (`school-client/src/registry/session/session.ts`); rights are read for every request (`server/src/http/routes/devices/sync-hooks.ts`).',
  },
  {
    number: 'fault 11',
    wrong: 'One document of five hundred will never be taken.',
    answer:
      'It is refused alone, filed whole and named to its author (`server/src/replication/incoming/receive.ts`); no document that is taken stops the fold (`server/src/records/projection/project.ts`).',
  },
  {
    number: 'fault 12',
    wrong: 'A document is refused and becomes acceptable later.',
    answer:
      'The device offers a document again that was refused for a reason that may end: a right, a class, a version, a limit (`school-client/src/sync/up/refusals.ts`).',
  },
  {
    number: 'fault 13',
    wrong: 'A batch is over the limit of the registry or of a proxy.',
    answer:
      'Smaller batches after 413, a timeout or a reset, down to one document, which then is named (`school-client/src/sync/up/push.ts`).',
  },
  {
    number: 'fault 14',
    wrong: 'A listed change has a body that may not or cannot be read.',
    answer: 'It is left out, and the feed goes on behind it (`server/src/replication/routes/bulk-get.ts`).',
  },
  {
    number: 'fault 15',
    wrong: 'A captive portal answers: a page with 200, a redirect, a 404 with JSON.',
    answer:
      'Only JSON of the expected form is an answer, and nothing creates a database (`school-client/src/registry/registry-fetch.ts`).',
  },
  {
    number: 'fault 16',
    wrong: 'The feed falls silent, the network changes, a router forgets the connection.',
    answer:
      'Silence ends a request; no connection is kept open between runs (`school-client/src/registry/silence.ts`).',
  },
  {
    number: 'fault 17',
    wrong: 'A proxy holds back the feed, takes its compression away, or keeps a copy.',
    answer:
      'Heartbeats leave uncompressed and at once; every answer forbids keeping (`server/src/replication/routes/changes.ts`).',
  },
  {
    number: 'fault 18',
    wrong: 'An answer ends in the middle of its JSON; the first `_bulk_get` fails once.',
    answer:
      'An answer counts when it is whole, and the run is repeated (`school-client/src/registry/registry-fetch.ts`).',
  },
  {
    number: 'fault 19',
    wrong: 'Two people enter different values in one cell.',
    answer:
      'The first stays, the second stands beside it, and a person chooses (`shared/src/record/fold.ts`).',
  },
  {
    number: 'fault 20',
    wrong: 'Two people enter the same value in one cell.',
    answer: 'Both are confirmed; nobody is asked (`shared/src/record/fold.ts`).',
  },
  {
    number: 'fault 21',
    wrong: 'Two people change different cells of one sheet.',
    answer: 'Cells are judged one by one (`shared/src/record/fold.ts`).',
  },
  {
    number: 'fault 22',
    wrong: 'One person changes one cell five times with no network.',
    answer: 'Five entries, each naming the one before (`school-client/src/sync/up/drafts/drafts.ts`).',
  },
  {
    number: 'fault 23',
    wrong: 'A cell is changed with no network that meanwhile was closed or signed, or whose pupil left.',
    answer:
      'The entry is kept and answered as late or refused, cell by cell (`server/src/records/projection/fold/judge-entry.ts`).',
  },
  {
    number: 'fault 24',
    wrong: 'A change rests on a value that was itself refused.',
    answer:
      'It is kept beside the head for a person, and nothing is applied over a value its author never saw (`shared/src/record/fold.ts`).',
  },
  {
    number: 'fault 25',
    wrong: 'Three devices each resolve the same contest.',
    answer:
      'The first choice is applied, the others are judged as all entries are (`shared/src/record/fold.ts`).',
  },
  {
    number: 'fault 26',
    wrong: "A device's clock is a year off, jumps, or changes its time zone.",
    answer:
      "Order is the registry's sequence; device times are information (`server/src/records/projection/project.ts`).",
  },
  {
    number: 'fault 27',
    wrong: 'Two computers are copied from one disk image and count alike.',
    answer:
      'Receipts are by document, and a number with two documents gives the later computer an id of its own (`school-client/src/sync/up/receipts.ts`).',
  },
  {
    number: 'fault 28',
    wrong: 'The browser throws its storage away, or cannot open it.',
    answer:
      'The copy of the registry is fetched anew (`school-client/src/sync/down/pull.ts`); numbers go on behind those that lie elsewhere or that the registry has seen (`school-client/src/sync/up/outbox.ts`).',
  },
  {
    number: 'fault 29',
    wrong: 'The disk is full while an entry is saved or documents are fetched.',
    answer:
      'Nothing is called saved before it is on the disk (`school-client/src/sync/up/drafts/drafts.ts`), and fetching stops first (`school-client/src/sync/down/pull.ts`).',
  },
  {
    number: 'fault 30',
    wrong: 'A private window; persistent storage refused.',
    answer:
      'The page asks to keep its data at the first save (`school-client/src/work/sealing.ts`) and says whether it may (`school-client/src/features/account/device-state.tsx`).',
  },
  {
    number: 'fault 31',
    wrong: 'Many tabs; the working one frozen; a laptop asleep with the lock held.',
    answer:
      'One tab works under a lock that ends with it; the others read its writes (`school-client/src/sync/loop.ts`).',
  },
  {
    number: 'fault 32',
    wrong: 'A new version arrives while a sheet is open; old and new tabs side by side.',
    answer:
      'A version is taken over only when nothing is unsent or being typed, and by a person (`school-client/src/app`).',
  },
  {
    number: 'fault 33',
    wrong: 'The form of entries changed while a device was away.',
    answer:
      'The registry reads every form that was ever shipped (`server/src/records/intake/intake.ts`), and keeps and hears again what it cannot read yet (`school-client/src/sync/up/refusals.ts`).',
  },
  {
    number: 'fault 34',
    wrong: 'One person leaves with unsent entries, another signs in.',
    answer:
      "Entries stay and go only in their author's name (`school-client/src/registry/session/session.ts`, `school-client/src/sync/up/push.ts`).",
  },
  {
    number: 'fault 35',
    wrong: 'A pupil changes class, is found to be another, or is taken out while marks are under way.',
    answer:
      'The entry is in the log, and the cell is refused by name (`server/src/records/projection/fold/judge-entry.ts`).',
  },
  {
    number: 'fault 36',
    wrong: 'The school year is finished while a device still holds entries of it.',
    answer:
      'They are taken into the log and answered as late (`server/src/records/projection/fold/judge-entry.ts`).',
  },
  {
    number: 'fault 37',
    wrong: "Another school's database is opened on the same computer.",
    answer:
      'Databases are named after school and year, and the registry takes none of another school (`server/src/records/permissions.ts`).',
  },
  {
    number: 'fault 38',
    wrong: 'Twenty thousand entries wait on a slow line.',
    answer:
      'The documents that arrived are acknowledged after each batch, and a cut run goes on where it was (`school-client/src/sync/up/push.ts`).',
  },
  {
    number: 'fault 39',
    wrong: 'The first fetch is cut at any point.',
    answer:
      'A copy is called whole only when the feed was followed to its end (`school-client/src/sync/down/pull.ts`).',
  },
  {
    number: 'fault 40',
    wrong:
      "Ids with slashes, percents, Vietnamese letters in either normal form, or names of an object's prototype.",
    answer:
      'Ids are compared as they are, in maps without prototype (`server/src/replication/routes/revs-diff.ts`).',
  },
  {
    number: 'fault 41',
    wrong: 'Values 0, 10, 7,25, empty, Đ and CĐ pass every hop.',
    answer:
      'Marks are whole tenths or words and are never converted on the way (`shared/src/marks/cell.ts`); a text loses on the device the signs that no reader takes (`shared/src/text/normalise.ts`).',
  },
  {
    number: 'fault 42',
    wrong: 'A client that lies: author, school, id, history, depth, size, attachment.',
    answer:
      'Each is refused alone before anything is stored (`server/src/replication/incoming/incoming.ts`, `server/src/records/intake/intake.ts`), and a flood of it is not kept (`server/src/replication/incoming/receive.ts`).',
  },
  {
    number: 'fault 43',
    wrong: 'A refused entry is dropped in silence.',
    answer:
      'It stays in the outbox with its reason and is counted until a person has read it (`school-client/src/sync/up/ledger.ts`); it can be taken out as a file (`school-client/src/sync/up/rescue.ts`).',
  },
  {
    number: 'fault 44',
    wrong: 'Two registries on one database, one of them newer.',
    answer:
      'A number is given in the commit that locks the row of the sequence, so that no reader passes one that comes later (`server/src/storage/queries/replication/sync.ts`).',
  },
  {
    number: 'fault 45',
    wrong: 'A rescue file is read twice, elsewhere, after half of it was delivered.',
    answer:
      'Documents keep their ids, and a document that the registry holds is not stored again (`server/src/replication/incoming/receive.ts`).',
  },
];
