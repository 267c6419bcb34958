import type { Db, PlainWrite, Write } from './db.ts';

/** How many questions were asked, how many lists were committed and how many statements stood in them. */
export interface StatementCount {
  questions: number;
  commits: number;
  writes: number;
}

/** A database that counts: two requests that cost equally many statements cannot be told apart by their work. */
export const countStatements = (db: Db): { readonly db: Db; readonly take: () => StatementCount } => {
  let count: StatementCount = { questions: 0, commits: 0, writes: 0 };
  const counted = (each: Write): Write => {
    if ('follow' in each)
      return { follow: (end) => each.follow(end).map((own) => counted(own) as PlainWrite) };
    count.writes += 1;
    return each;
  };
  return {
    db: {
      ...db,
      query: new Proxy(db.query, {
        get: (query, name, receiver) => {
          count.questions += 1;
          return Reflect.get(query, name, receiver);
        },
      }),
      read: (read, values) => {
        count.questions += 1;
        return db.read(read, values);
      },
      commit: (writes) => {
        count.commits += 1;
        return db.commit(writes.map(counted));
      },
    },
    take: () => {
      const taken = count;
      count = { questions: 0, commits: 0, writes: 0 };
      return taken;
    },
  };
};
