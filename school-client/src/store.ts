/** A value that the screen follows; `set` tells every follower. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  update(change: Partial<T>): void;
  subscribe(follower: () => void): () => void;
}

/** Creates a store. A follower is told after the value changed, never during. */
export const createStore = <T extends object>(initial: T): Store<T> => {
  let value = initial;
  const followers = new Set<() => void>();
  const set = (next: T): void => {
    value = next;
    for (const follower of [...followers]) follower();
  };
  return {
    get: () => value,
    set,
    update: (change) => set({ ...value, ...change }),
    subscribe: (follower) => {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
};
