import type { SheetId } from '@hocba/shared/school/identifiers';
import { appendClose } from '../../../school-client/src/model/sheet/append.ts';
import { foldSheet, listBeside } from '../../../school-client/src/model/sheet/fold-sheet.ts';
import { decideStatus, NO_FACTS } from '../../../school-client/src/sync/status.ts';
import { isAcked } from '../../../school-client/src/sync/up/ledger.ts';
import type { OpenYear } from '../../../school-client/src/sync/year.ts';
import { factsOf } from '../../../school-client/src/work/years/facts.ts';
import { createTab } from '../../fixtures/client-tab.ts';

const { openYear, syncYear, work } = createTab();

/**
 * What one tab of the school client loads in these tests: the client's own modules, nothing beside them. It is built
 * as a page is, and run once for every tab, so that a tab that dies takes all its memory along.
 */
export const page = {
  appendClose: (year: OpenYear, sheet: SheetId) => appendClose(work, year, sheet),
  factsOf,
  foldSheet,
  listBeside,
  sealAll: work.sealing.sealAll,
  sealSheet: work.sealing.sealSheet,
  isAcked,
  syncYear,
  decideStatus,
  NO_FACTS,
  openYear,
};
