import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { useSyncExternalStore } from 'react';
import { findNow, keep } from '../device/kept/kept.ts';
import { createStore } from '../store.ts';

const KEY = 'hocba.year';

const chosen = createStore<{ readonly year: unknown }>({ year: findNow(KEY) });

/** Remembers on this device which school year a person works on. */
export const chooseYear = (year: SchoolYear): void => {
  chosen.set({ year });
  void keep(KEY, year);
};

/** The school year that a person chose last on this device, of those there are; else the newest. */
export const useChosenYear = (years: readonly SchoolYear[]): SchoolYear | undefined => {
  const { year } = useSyncExternalStore(chosen.subscribe, chosen.get);
  return years.find((one) => one === year) ?? years[0];
};
