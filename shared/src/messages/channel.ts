import { type Static, Type } from 'typebox';

/** The ways in which the registry reaches a person outside its own pages. */
export const Channel = Type.Union([Type.Literal('sms'), Type.Literal('mail')]);
export type Channel = Static<typeof Channel>;

/** All channels, in the order in which they are named. */
export const CHANNELS: readonly Channel[] = ['sms', 'mail'];
