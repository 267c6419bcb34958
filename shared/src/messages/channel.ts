import { type Static, Type } from 'typebox';

/** The ways in which the registry reaches a person outside its own pages. */
export const Channel = Type.Union([Type.Literal('sms'), Type.Literal('mail')]);
export type Channel = Static<typeof Channel>;

/** The languages in which messages are written so far. */
export const MessageLanguage = Type.Union([Type.Literal('vi'), Type.Literal('en')]);
export type MessageLanguage = Static<typeof MessageLanguage>;
