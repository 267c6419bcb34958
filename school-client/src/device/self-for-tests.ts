/** The browser build of PouchDB asks for `self` as soon as it is loaded, also where only types and folds are tested. */
Object.assign(globalThis, { self: globalThis });

export {};
