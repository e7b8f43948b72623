/** Begins the lines of the tests among all that an extension host prints. */
export const MARK = "[suite] ";
