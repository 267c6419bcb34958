import { appendClose } from '../../../school-client/src/model/sheet/append.ts';
import { foldSheet, listBeside } from '../../../school-client/src/model/sheet/fold-sheet.ts';
import { session, signIn } from '../../../school-client/src/registry/session/session.ts';
import { syncYear } from '../../../school-client/src/sync/loop.ts';
import { decideStatus, NO_FACTS } from '../../../school-client/src/sync/status.ts';
import { isAcked } from '../../../school-client/src/sync/up/ledger.ts';
import { openYear } from '../../../school-client/src/sync/year.ts';
import { factsOf } from '../../../school-client/src/work/facts.ts';
import { sealAll, sealSheet } from '../../../school-client/src/work/sealing.ts';

/**
 * What one tab of the school client loads in these tests: the client's own modules, nothing beside them. It is built
 * as a page is, and run once for every tab, so that a tab that dies takes all its memory along.
 */
export const page = {
  appendClose,
  factsOf,
  foldSheet,
  listBeside,
  sealAll,
  sealSheet,
  isAcked,
  syncYear,
  session,
  signIn,
  decideStatus,
  NO_FACTS,
  openYear,
};
