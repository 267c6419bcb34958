// The memory adapter is plain JavaScript; the other modules are declared where the device uses them.
declare module 'pouchdb-adapter-memory';
declare module 'pouchdb-merge' {
  type Node = [hash: string, options: { status: string; deleted?: boolean }, children: Node[]];
  interface Root {
    pos: number;
    ids: Node;
  }
  export const merge: (tree: Root[], path: Root, depth: number) => { tree: Root[] };
  export const winningRev: (metadata: { rev_tree: Root[] }) => string;
  export const collectLeaves: (tree: Root[]) => { rev: string; opts: { deleted?: boolean } }[];
}
