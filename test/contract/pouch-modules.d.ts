// The memory adapter is plain JavaScript; the other modules are declared where the device uses them.
declare module 'pouchdb-adapter-memory';
