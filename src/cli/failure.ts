/** Something that may be expected to go wrong, told in one sentence that says what to do next. No stack trace is shown. */
export class Failure extends Error {}

/** 0 is yes, 1 is no (`reach`, `wait`): what could not be asked or done exits with this. */
export const FAILED = 2
