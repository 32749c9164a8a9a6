// What an address alone says about the page behind it, before any of it has come.

/** Something that is written in: there nothing is worth having before what writes. */
export const writingPath = /^\/g\/[^/]+\/agreements\/[^/]+$/;
