import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { findNow, keep } from '../device/kept/kept.ts';
import { createStore, type Store } from '../store.ts';

const KEY = 'hocba.year';

/** The school year that a person chose last on this device, as it was kept. */
export type ChosenYear = Store<{ readonly year: unknown }>;

/** Reads the choice that this device keeps. */
export const recallChosenYear = (): ChosenYear =>
  createStore<{ readonly year: unknown }>({ year: findNow(KEY) });

/** Remembers on this device which school year a person works on. */
export const chooseYear = (chosenYear: ChosenYear, year: SchoolYear): void => {
  chosenYear.set({ year });
  void keep(KEY, year);
};
