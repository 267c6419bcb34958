import { Type } from 'typebox';
import { closed } from '../../school/members.ts';

/** The schema of one kind of event of a dossier, with its members. */
export const event = <Kind extends string, Members extends Parameters<typeof Type.Object>[0]>(
  kind: Kind,
  members: Members,
) => Type.Object({ kind: Type.Literal(kind), ...members }, closed);

/** A reason or a question in words. */
export const EventText = Type.String({ minLength: 1, maxLength: 1000 });
