/** A namespace is not there, or its file is no namespace. */
export class NoNamespace extends Error {}
