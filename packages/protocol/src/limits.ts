// How large anything on the wire may be. Every number here is tested at n and n + 1.

const KiB = 1024;
const MiB = 1024 * KiB;

/** Protocol versions this code speaks, best first. */
export const versions: readonly number[] = [1];

/** One frame, as it crosses the socket. Checked before anything is decoded. */
export const frameBytesMax = 2 * MiB;
/** One sealed entry. The largest fits in a frame with room for what is around it. */
export const entryBytesMax = 1 * MiB;
/** An entry must at least hold its own id (bytes 2…18 of the envelope). */
export const entryBytesMin = 18;
export const entriesPerPushMax = 256;
/** Entries in one batch. */
export const entriesPerBatchMax = 1024;
/** Ids in one commit. */
export const idsPerCommitMax = 1024;
export const ephBytesMax = 4 * KiB;
export const blobBytesMax = 1 * MiB;
/** Parts of one snapshot, each at most a blob: 32 MiB for what does not fit into its entry. */
export const partsPerSnapMax = 32;
/** Snapshots in one TRIM or KEEP. */
export const snapsPerTrimMax = 256;
/** Snapshots in one SNAPS. */
export const snapsPerListMax = 512;
/** What a trim hides can be had back this long. */
export const trimGraceMs = 7 * 24 * 60 * 60 * 1000;
/** A kept channel can be deleted once it was frozen and nobody used it for this long. */
export const frozenKeptMs = 90 * 24 * 60 * 60 * 1000;
export const passBytesMax = 256;
export const versionsPerHelloMax = 16;
/** A channel that erases itself lives at most this long: 400 days. */
export const lifetimeMsMax = 400 * 24 * 60 * 60 * 1000;
/** A device's own number for a channel it opens: as many channels at once as one connection may have, less one. */
export const channelNumberMax = 0xffff;
/** A ref is the device's own number for a request. */
export const refMax = 0xffff_ffff;

/** Lengths that never vary, in bytes. */
export const idBytes = 16;
export const slotBytes = 8;
export const generationBytes = 16;
export const hashBytes = 32;
/** What a COMMIT shows of the chain: to tell one log from another, 128 bits are enough. */
export const chainHeadBytes = 16;
export const keyBytes = 32;
export const nonceBytes = 32;
export const signatureBytes = 64;
