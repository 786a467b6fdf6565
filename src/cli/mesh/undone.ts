/** Why a call of a plan is left, in a sentence. */
export class Undone extends Error {}
