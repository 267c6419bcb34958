/** Files of one project that run at once: a worker for each core of the smallest machine that proves the project. */
export const WORKERS = 2;
