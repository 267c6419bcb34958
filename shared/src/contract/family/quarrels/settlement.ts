import { type Static, Type } from 'typebox';
import { EventText } from '../../../lifecycle/dossier/event.ts';
import { Instant } from '../../../school/identifiers.ts';
import { closed } from '../../../school/members.ts';

/** How a person settled an objection, as both guardians read it. */
export const Settlement = Type.Object({ isAllowed: Type.Boolean(), text: EventText, at: Instant }, closed);
export type Settlement = Static<typeof Settlement>;
