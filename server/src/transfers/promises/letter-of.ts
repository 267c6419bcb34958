import { type Letter, letterOf } from '@hocba/shared/lifecycle/promise/letter';
import type { Relation } from '@hocba/shared/school/guardians';
import type { LocalDate, StudentCode } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { DossierRow } from '../../storage/queries/dossiers/dossiers.ts';
import type { PromiseRow } from '../../storage/queries/dossiers/promises.ts';
import type { Parties } from '../desk/transfer-entry.ts';
import { gradesOf, ruled } from './promise-row.ts';

/** The signer of a letter: of one that is signed already, or the one who would sign it. */
export interface Signer {
  readonly name: string;
  readonly relation: Relation;
}

/** The words of a promise's letter; one that was signed keeps its signer. */
export const letterOfPromise = (
  row: PromiseRow,
  dossier: Pick<DossierRow, 'id' | 'code'>,
  { student, to }: Parties,
  signer: Signer | null,
): Letter =>
  letterOf({
    kind: ruled(row).kind,
    pupil: {
      name: student.name,
      code: student.code as StudentCode,
      birthDate: student.birth_date as BirthDate,
    },
    to: to.name,
    holder: row.holder_name,
    grades: gradesOf(row),
    until: row.until as LocalDate | null,
    dossier: dossier.code ?? dossier.id,
    signer:
      row.signer === null ? signer : { name: row.signer, relation: row.signer_relation as Relation | null },
  });
