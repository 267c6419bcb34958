import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { useSyncExternalStore } from 'react';
import { createStore } from '../sync/store.ts';

const KEY = 'hocba.year';

const kept = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that lets this site keep nothing
  }
};

const chosen = createStore<{ readonly year: string | null }>({ year: kept() });

/** Remembers on this device which school year a person works on. */
export const chooseYear = (year: SchoolYear): void => {
  chosen.set({ year });
  try {
    localStorage.setItem(KEY, year);
  } catch {
    // It is forgotten with the page.
  }
};

/** The school year that a person chose last on this device, of those there are; else the newest. */
export const useChosenYear = (years: readonly SchoolYear[]): SchoolYear | undefined => {
  const { year } = useSyncExternalStore(chosen.subscribe, chosen.get);
  return years.find((one) => one === year) ?? years[0];
};
