import type { Me } from '@hocba/shared/contract/auth';
import { databaseNameOf, type SchoolYear } from '@hocba/shared/school/identifiers';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { OpenYear, YearState } from '../sync/year.ts';
import { openWorkspace } from './open-workspace.ts';
import { usePage } from './page.ts';
import type { Workspace } from './workspace.ts';

const WorkspaceContext = createContext<Workspace | null>(null);

/** Hands a workspace down to the pages behind the door. */
export const WorkspaceProvider = WorkspaceContext.Provider;

/** Enters the workspace of a person; undefined for the moment until it is made. */
export const useEntered = (me: Me): Workspace | undefined => {
  const page = usePage();
  const [workspace, setWorkspace] = useState<Workspace>();
  const { account } = me;
  useEffect(() => setWorkspace(page.enter(me, openWorkspace)), [page, account]);
  return workspace?.account === account ? workspace : undefined;
};

/** The workspace of the person who is signed in. */
export const useWorkspace = (): Workspace => {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error('no workspace above');
  return workspace;
};

const noFollower = () => () => undefined;

/** A school year of the signed-in person's school; `state` is undefined until it is read from the disk. */
export const useYear = (
  year: SchoolYear | undefined,
): { open: OpenYear | undefined; state: YearState | undefined; failed: boolean } => {
  const workspace = useWorkspace();
  const { years, failed: allFailed } = useSyncExternalStore(workspace.years.subscribe, workspace.years.get);
  useEffect(() => {
    if (year !== undefined) workspace.ensure(year);
  }, [workspace, year]);
  const { school } = workspace;
  const database = school !== null && year !== undefined ? databaseNameOf(school, year) : undefined;
  const found = database === undefined ? undefined : years.get(database);
  const failed = database !== undefined && allFailed.has(database);
  const state = useSyncExternalStore(
    found?.state.subscribe ?? noFollower,
    found?.state.get ?? (() => undefined),
  );
  return useMemo(() => ({ open: found, state, failed }), [found, state, failed]);
};

/** The school year that a person chose last on this device, of those there are; else the newest. */
export const useChosenYear = (years: readonly SchoolYear[]): SchoolYear | undefined => {
  const { chosenYear } = useWorkspace();
  const { year } = useSyncExternalStore(chosenYear.subscribe, chosenYear.get);
  return years.find((one) => one === year) ?? years[0];
};
