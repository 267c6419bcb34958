import type { DossierState } from '@hocba/shared/lifecycle/dossier/states';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';
import { type DossierRow, listDossierEvents, readDossiers } from '../storage/queries/dossiers/dossiers.ts';
import type { Procedure } from './advance-dossier.ts';

/**
 * Dossiers of one procedure whose row says otherwise than their events; `caseIn` finds the case in the details of a row.
 */
export const checkFolds = async <
  Case extends { readonly state: DossierState },
  Event extends { readonly kind: string },
>(
  db: Db,
  name: string,
  { decide, openKey }: Procedure<Case, Event>,
  caseIn: (body: string) => Case,
): Promise<string[]> => {
  const refold = async (id: string): Promise<Case | undefined> => {
    let now: Case | undefined;
    for (const { body, at } of await listDossierEvents(db, id)) {
      const decision = decide(now, JSON.parse(body) as Event, at as Instant);
      if ('refused' in decision) return undefined;
      now = decision.next;
    }
    return now;
  };
  const fits = ({ body, state, student, open_key }: DossierRow, folded: Case | undefined): boolean =>
    folded !== undefined &&
    JSON.stringify(caseIn(body)) === JSON.stringify(folded) &&
    state === folded.state &&
    open_key === openKey(folded, student);
  const faults: string[] = [];
  for await (const page of readDossiers(db)) {
    for (const row of page.filter(({ procedure }) => procedure === name)) {
      if (!fits(row, await refold(row.id))) faults.push(`dossier ${row.id} is not what its events say`);
    }
  }
  return faults;
};
