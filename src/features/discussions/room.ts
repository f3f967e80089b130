/** The room of a discussion: whoever listens to it hears what is said. */
export const roomOf = (discussion: string): string => `discussion:${discussion}`;
