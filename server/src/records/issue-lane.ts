/** Kind of the job that signs a frozen record, and so the name of the lane that issues. */
export const ISSUE_JOB = 'issue';
