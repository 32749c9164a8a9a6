import { createRequire } from "node:module";
import { access, constants, mkdir, stat } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { hash, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";
import { ClassicLevel } from "classic-level";
import { createReadStream } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream";
// \0rolldown/runtime.js
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esmMin = (fn, res, err) => () => {
	if (err) throw err[0];
	try {
		return fn && (res = fn(fn = 0)), res;
	} catch (e) {
		throw err = [e], e;
	}
};
var __commonJSMin = (cb, mod) => () => (mod || (cb((mod = { exports: {} }).exports, mod, mod.exports), cb = null), mod.exports);
var __exportAll = (all, no_symbols) => {
	let target = {};
	for (var name in all) __defProp(target, name, {
		get: all[name],
		enumerable: true
	});
	if (!no_symbols) __defProp(target, Symbol.toStringTag, { value: "Module" });
	return target;
};
var __copyProps = (to, from, except, desc) => {
	if (from && typeof from === "object" || typeof from === "function") for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {
		key = keys[i];
		if (!__hasOwnProp.call(to, key) && key !== except) __defProp(to, key, {
			get: ((k) => from[k]).bind(null, key),
			enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable
		});
	}
	return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, "default") ? __defProp(target, "default", {
	value: mod,
	enumerable: true
}) : target, mod));
var __toCommonJS = (mod) => __hasOwnProp.call(mod, "module.exports") ? mod["module.exports"] : __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var __require = /* #__PURE__ */ (() => createRequire(import.meta.url))();
// packages/protocol/src/limits.ts
var KiB = 1024;
var MiB = 1024 * KiB;
/** Protocol versions this code speaks, best first. */
var versions = [1];
/** One frame, as it crosses the socket. Checked before anything is decoded. */
var frameBytesMax = 2 * MiB;
/** One sealed entry. The largest fits in a frame with room for what is around it. */
var entryBytesMax = 1 * MiB;
/** Entries in one batch. */
var entriesPerBatchMax = 1024;
/** Ids in one commit. */
var idsPerCommitMax = 1024;
var ephBytesMax = 4 * KiB;
var blobBytesMax = 1 * MiB;
/** What a trim hides can be had back this long. */
var trimGraceMs = 6048e5;
/** A channel that erases itself lives at most this long: 400 days. */
var lifetimeMsMax = 3456e7;
/** A ref is the device's own number for a request. */
var refMax = 4294967295;
// packages/protocol/src/challenge.ts
var kindByte = {
	kept: 0,
	erasable: 1
};
var rightByte = {
	read: 0,
	write: 1,
	own: 2
};
/** So that a signature made for a relay can never be one over an envelope, an operation or a statement. */
var openDomain = new TextEncoder().encode("fogata/open/1\n");
/** A channel's id is SHA-256 of this: kind ‖ readPub ‖ writePub ‖ ownPub (P2). */
function channelIdInput(keys) {
	return join$1(Uint8Array.of(kindByte[keys.kind]), keys.readPub, keys.writePub, keys.ownPub);
}
/** What the right's key signs to open a channel: good on this connection, this relay, this channel, this right (P3). */
function openChallenge(o) {
	return join$1(openDomain, o.nonce, o.relayKey, o.channel, Uint8Array.of(rightByte[o.right]));
}
/** h(seq) is SHA-256 of this: h(seq-1) ‖ SHA-256(entry) (P8). */
function chainInput(prev, entryHash) {
	return join$1(prev, entryHash);
}
/** h(0). */
var chainStart = /* @__PURE__ */ new Uint8Array(32);
/** The id inside an envelope, or null when the bytes are too short to have one (P7). */
function readEntryId(envelope) {
	return envelope.length < 18 ? null : envelope.subarray(2, 18);
}
/** The slot inside an envelope, or null when the bytes are too short to have one (P17). */
function readEntrySlot(envelope) {
	const end = 26;
	return envelope.length < end ? null : envelope.subarray(18, end);
}
function join$1(...parts) {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
// packages/protocol/src/cbor.ts
var major = {
	uint: 0,
	bytes: 2,
	array: 4
};
var simple = {
	false: 244,
	true: 245,
	null: 246
};
/** The least number that needs 1, 2, 4 and 8 bytes after the head to say. */
var shortest = [
	24,
	256,
	65536,
	4294967296
];
function toCbor(value) {
	const to = {
		bytes: new Uint8Array(sizeOf$1(value)),
		at: 0
	};
	write(to, value);
	return to.bytes;
}
/**
* Undefined for anything that is not exactly one canonical item. `itemsMax` bounds how much a hostile frame can make
* us build, nesting included: two million tiny items in one frame are refused at the first one too many.
*/
function fromCbor(bytes, itemsMax) {
	const from = {
		bytes,
		at: 0,
		itemsLeft: itemsMax
	};
	const item = read$1(from);
	return from.at === bytes.length ? item : void 0;
}
function read$1(from) {
	const first = from.bytes[from.at++];
	if (first === void 0 || from.itemsLeft-- <= 0) return void 0;
	if (first === simple.false) return false;
	if (first === simple.true) return true;
	if (first === simple.null) return null;
	const number = readNumber(from, first & 31);
	if (number === void 0) return void 0;
	if (first >>> 5 === major.uint) return number;
	if (first >>> 5 === major.bytes) return readBytes(from, number);
	return first >>> 5 === major.array ? readArray(from, number) : void 0;
}
/** What follows the head's five bits `minor`; undefined if it is not the shortest way to say it, or past what a number holds. */
function readNumber(from, minor) {
	if (minor < 24) return minor;
	if (minor > 27) return void 0;
	let number = 0;
	for (let left = 2 ** (minor - 24); left > 0; left--) {
		const byte = from.bytes[from.at++];
		if (byte === void 0) return void 0;
		number = number * 256 + byte;
	}
	return number >= shortest[minor - 24] && number <= Number.MAX_SAFE_INTEGER ? number : void 0;
}
/** A view into the frame: a relay passes megabytes on that it never looks into. Plain, whatever the frame itself is. */
function readBytes(from, length) {
	const start = from.at;
	if (length > from.bytes.length - start) return void 0;
	from.at += length;
	return new Uint8Array(from.bytes.buffer, from.bytes.byteOffset + start, length);
}
function readArray(from, length) {
	const items = [];
	for (let i = 0; i < length; i++) {
		const item = read$1(from);
		if (item === void 0) return void 0;
		items.push(item);
	}
	return items;
}
function sizeOf$1(value) {
	if (value === null || typeof value === "boolean") return 1;
	if (typeof value === "number") return headBytes$1(value);
	if (value instanceof Uint8Array) return headBytes$1(value.length) + value.length;
	return value.reduce((sum, item) => sum + sizeOf$1(item), headBytes$1(value.length));
}
function headBytes$1(number) {
	const wider = shortest.findIndex((least) => number < least);
	return wider === 0 ? 1 : 1 + 2 ** ((wider < 0 ? shortest.length : wider) - 1);
}
function write(to, value) {
	if (value === null) to.bytes[to.at++] = simple.null;
	else if (typeof value === "boolean") to.bytes[to.at++] = value ? simple.true : simple.false;
	else if (typeof value === "number") writeHead(to, major.uint, value);
	else if (value instanceof Uint8Array) {
		writeHead(to, major.bytes, value.length);
		to.bytes.set(value, to.at);
		to.at += value.length;
	} else {
		writeHead(to, major.array, value.length);
		for (const item of value) write(to, item);
	}
}
function writeHead(to, sort, number) {
	const width = headBytes$1(number) - 1;
	to.bytes[to.at] = sort << 5 | (width === 0 ? number : 24 + Math.log2(width));
	let rest = number;
	for (let at = to.at + width; at > to.at; at--) {
		to.bytes[at] = rest % 256;
		rest = Math.floor(rest / 256);
	}
	to.at += 1 + width;
}
// packages/protocol/src/fields.ts
var malformed = { reason: "malformed" };
var tooLarge = { reason: "too-large" };
/** Where an entry's envelope carries its id (P7). */
var entryIdOf = (envelope) => envelope.subarray(2, 18);
function uint(max = Number.MAX_SAFE_INTEGER) {
	const take = (wire) => {
		if (typeof wire !== "number" || !Number.isSafeInteger(wire) || wire < 0) throw malformed;
		if (wire > max) throw tooLarge;
		return wire;
	};
	return {
		put: take,
		take
	};
}
function bytes(range) {
	const take = (wire) => {
		if (!(wire instanceof Uint8Array) || wire.length < range.min) throw malformed;
		if (wire.length > range.max) throw tooLarge;
		return wire;
	};
	return {
		put: take,
		take
	};
}
/** A length that never varies: one byte more is not too large, it is wrong. */
function exactly(length) {
	return oneOfLengths([length]);
}
function oneOfLengths(lengths) {
	const take = (wire) => {
		if (!(wire instanceof Uint8Array) || !lengths.includes(wire.length)) throw malformed;
		return wire;
	};
	return {
		put: take,
		take
	};
}
function list(of, range) {
	const check = (length) => {
		if (length < range.min) throw malformed;
		if (length > range.max) throw tooLarge;
	};
	return {
		put(values) {
			check(values.length);
			return values.map(of.put);
		},
		take(wire) {
			if (!Array.isArray(wire)) throw malformed;
			check(wire.length);
			return wire.map(of.take);
		}
	};
}
function orNull(of) {
	return {
		put: (value) => value === null ? null : of.put(value),
		take: (wire) => wire === null ? null : of.take(wire)
	};
}
/** Words of a fixed vocabulary travel as their place in it; new ones may only be added at the end. */
function word(words) {
	return {
		put(value) {
			const place = words.indexOf(value);
			if (place < 0) throw malformed;
			return place;
		},
		take(wire) {
			const value = typeof wire === "number" ? words[wire] : void 0;
			if (value === void 0) throw malformed;
			return value;
		}
	};
}
var bool = {
	put: takeBool,
	take: takeBool
};
function takeBool(wire) {
	if (typeof wire !== "boolean") throw malformed;
	return wire;
}
/** A record travels as an array of its fields in the order written here. */
function record(shape) {
	const names = Object.keys(shape);
	return {
		put: (value) => names.map((name) => shape[name].put(value[name])),
		take(wire) {
			if (!Array.isArray(wire) || wire.length !== names.length) throw malformed;
			const value = {};
			names.forEach((name, i) => {
				value[name] = shape[name].take(wire[i]);
			});
			return value;
		}
	};
}
var ref = uint(refMax);
var publicKey = exactly(32);
var id = exactly(16);
var hash$1 = exactly(32);
var right = word([
	"read",
	"write",
	"own"
]);
var kind = word(["kept", "erasable"]);
var lifetimeMs = orNull(uint(lifetimeMsMax));
var refusal = word([
	"malformed",
	"too-large",
	"version",
	"no-right",
	"bad-signature",
	"no-channel",
	"gone",
	"channel-full",
	"disk-full",
	"too-fast",
	"pass-needed",
	"stopping",
	"not-here",
	"unverified",
	"frozen",
	"kept"
]);
var channelKeys = record({
	kind,
	readPub: publicKey,
	writePub: publicKey,
	ownPub: publicKey
});
/** "From the beginning" has no generation and may leave the chain out as well. */
var cursor = record({
	gen: oneOfLengths([0, 16]),
	seq: uint(),
	chain: oneOfLengths([0, 32])
});
var limits = record({
	frameBytesMax: uint(),
	entryBytesMax: uint(),
	entriesPerPushMax: uint(),
	ephBytesMax: uint(),
	blobBytesMax: uint(),
	channelBytesMax: uint()
});
var envelope = bytes({
	min: 18,
	max: entryBytesMax
});
/** Only the envelope travels: its id is inside it, so the two can never disagree. */
var entry = {
	put(value) {
		const sealed = envelope.put(value.bytes);
		const inside = entryIdOf(sealed);
		if (value.id.length !== 16 || value.id.some((byte, i) => byte !== inside[i])) throw malformed;
		return sealed;
	},
	take(wire) {
		const sealed = envelope.take(wire);
		return {
			id: entryIdOf(sealed),
			bytes: sealed
		};
	}
};
var generation = exactly(16);
var snapshot = record({
	id,
	slot: exactly(8),
	seq: uint(),
	upTo: uint(),
	bytes: uint(),
	verified: bool,
	trim: word([
		"none",
		"pending",
		"done",
		"kept"
	]),
	erasesInMs: orNull(uint())
});
var trimmed = record({
	gaps: list(record({
		before: uint(entriesPerBatchMax),
		count: uint()
	}), {
		min: 1,
		max: entriesPerBatchMax
	}),
	chain: hash$1
});
// packages/protocol/src/codec.ts
var decodeRequest = (bytes) => decode(requestsByTag, bytes);
var encodeReply = (reply) => encode(replies, reply);
/** The LIVE for a PUSH that was read from these bytes: after the ref both are spelled alike, so nothing is encoded again. */
function liveOf(push) {
	const minor = push[2] & 31;
	const refEnds = 3 + (minor < 24 ? 0 : 2 ** (minor - 24));
	const live = new Uint8Array(2 + push.length - refEnds);
	live[0] = 131;
	live[1] = replies.live.tag;
	live.set(push.subarray(refEnds), 2);
	return live;
}
var channel = hash$1;
var blob = bytes({
	min: 0,
	max: blobBytesMax
});
var eph = bytes({
	min: 0,
	max: ephBytesMax
});
var pushed = list(entry, {
	min: 1,
	max: 256
});
var parts = list(hash$1, {
	min: 0,
	max: 32
});
var named = list(id, {
	min: 1,
	max: 256
});
var requests = {
	hello: {
		tag: 0,
		fields: {
			ref,
			versions: list(uint(), {
				min: 1,
				max: 16
			})
		}
	},
	open: {
		tag: 1,
		fields: {
			ref,
			channel,
			keys: channelKeys,
			right,
			lifetimeMs,
			pass: bytes({
				min: 0,
				max: 256
			}),
			sig: exactly(64)
		}
	},
	push: {
		tag: 2,
		fields: {
			ref,
			channel,
			entries: pushed
		}
	},
	pull: {
		tag: 3,
		fields: {
			ref,
			channel,
			cursor,
			max: uint()
		}
	},
	eph: {
		tag: 4,
		fields: {
			ref,
			channel,
			payload: eph
		}
	},
	blobPut: {
		tag: 5,
		fields: {
			ref,
			channel,
			hash: hash$1,
			bytes: blob
		}
	},
	blobGet: {
		tag: 6,
		fields: {
			ref,
			channel,
			hash: hash$1
		}
	},
	stat: {
		tag: 7,
		fields: {
			ref,
			channel
		}
	},
	snap: {
		tag: 19,
		fields: {
			ref,
			channel,
			gen: generation,
			upTo: uint(),
			parts,
			entry
		}
	},
	part: {
		tag: 20,
		fields: {
			ref,
			channel,
			hash: hash$1,
			bytes: blob
		}
	},
	verified: {
		tag: 21,
		fields: {
			ref,
			channel,
			snap: id
		}
	},
	trim: {
		tag: 22,
		fields: {
			ref,
			channel,
			snaps: named
		}
	},
	keep: {
		tag: 23,
		fields: {
			ref,
			channel,
			snaps: named
		}
	},
	freeze: {
		tag: 24,
		fields: {
			ref,
			channel,
			entry
		}
	},
	delete: {
		tag: 25,
		fields: {
			ref,
			channel
		}
	},
	snaps: {
		tag: 26,
		fields: {
			ref,
			channel
		}
	}
};
var replies = {
	hello: {
		tag: 8,
		fields: {
			ref,
			version: uint(),
			nonce: exactly(32),
			relayKey: publicKey,
			limits
		}
	},
	opened: {
		tag: 9,
		fields: {
			ref,
			channel,
			right,
			cursor,
			expiresInMs: orNull(uint())
		}
	},
	ack: {
		tag: 10,
		fields: {
			ref,
			channel,
			gen: generation,
			seqs: list(uint(), {
				min: 1,
				max: 256
			})
		}
	},
	batch: {
		tag: 11,
		fields: {
			ref,
			channel,
			reset: bool,
			entries: list(entry, {
				min: 0,
				max: entriesPerBatchMax
			}),
			trimmed: orNull(trimmed),
			cursor,
			end: bool
		}
	},
	live: {
		tag: 12,
		fields: {
			channel,
			entries: pushed
		}
	},
	commit: {
		tag: 13,
		fields: {
			channel,
			cursor,
			ids: list(id, {
				min: 0,
				max: idsPerCommitMax
			})
		}
	},
	eph: {
		tag: 14,
		fields: {
			channel,
			payload: eph
		}
	},
	blob: {
		tag: 15,
		fields: {
			ref,
			channel,
			hash: hash$1,
			bytes: orNull(blob)
		}
	},
	blobKept: {
		tag: 16,
		fields: {
			ref,
			channel,
			hash: hash$1
		}
	},
	stat: {
		tag: 17,
		fields: {
			ref,
			channel,
			entries: uint(),
			bytes: uint(),
			bytesMax: uint(),
			readers: uint(),
			snaps: uint(),
			erasesInMs: orNull(uint()),
			frozen: bool
		}
	},
	refused: {
		tag: 18,
		fields: {
			ref,
			reason: refusal
		}
	},
	done: {
		tag: 27,
		fields: {
			ref,
			channel
		}
	},
	snaps: {
		tag: 28,
		fields: {
			ref,
			channel,
			snaps: list(snapshot, {
				min: 0,
				max: 512
			}),
			end: bool
		}
	}
};
/** No honest frame has more items than the fullest list of snapshots, or batch full of gaps, with its frame around it. */
var itemsMax = Math.max(4608, 4 * entriesPerBatchMax) + 32;
var requestsByTag = byTag(requests);
byTag(replies);
function byTag(table) {
	const rows = [];
	for (const [type, { tag, fields }] of Object.entries(table)) rows[tag] = {
		type,
		names: Object.keys(fields),
		fields: Object.values(fields)
	};
	return rows;
}
function encode(table, frame) {
	const { tag, fields } = table[frame.type];
	const values = frame;
	try {
		const wire = [tag];
		for (const name in fields) wire.push(fields[name].put(values[name]));
		const bytes = toCbor(wire);
		if (bytes.length > 2097152) throw tooLarge;
		return {
			ok: true,
			value: bytes
		};
	} catch (fault) {
		return refuse(fault, 0);
	}
}
function decode(rows, bytes) {
	if (bytes.length > 2097152) return {
		ok: false,
		reason: "too-large",
		ref: 0
	};
	const wire = fromCbor(bytes, itemsMax);
	if (!Array.isArray(wire) || typeof wire[0] !== "number") return {
		ok: false,
		reason: "malformed",
		ref: 0
	};
	const ref = typeof wire[1] === "number" && wire[1] <= 4294967295 ? wire[1] : 0;
	const row = rows[wire[0]];
	if (row === void 0) return {
		ok: false,
		reason: "version",
		ref
	};
	if (wire.length !== row.fields.length + 1) return {
		ok: false,
		reason: "malformed",
		ref
	};
	try {
		const frame = { type: row.type };
		row.fields.forEach((field, i) => {
			frame[row.names[i]] = field.take(wire[i + 1]);
		});
		return {
			ok: true,
			value: frame
		};
	} catch (fault) {
		return refuse(fault, ref);
	}
}
function refuse(fault, ref) {
	if (fault === malformed) return {
		ok: false,
		reason: "malformed",
		ref
	};
	if (fault === tooLarge) return {
		ok: false,
		reason: "too-large",
		ref
	};
	throw fault;
}
// sync-server/src/rate.ts
/** `perSecond` 0 means no limit. Addresses live in memory only, and only until their bucket is full again. */
function createRate(o) {
	const buckets = /* @__PURE__ */ new Map();
	function sweep(now) {
		const fullAfterMs = o.burst / o.perSecond * 1e3;
		for (const [address, bucket] of buckets) if (now - bucket.at >= fullAfterMs) buckets.delete(address);
		if (buckets.size >= o.addressesMax) buckets.clear();
	}
	return { take(address, now) {
		if (o.perSecond === 0) return true;
		let bucket = buckets.get(address);
		if (bucket === void 0) {
			if (buckets.size >= o.addressesMax) sweep(now);
			bucket = {
				tokens: o.burst,
				at: now
			};
			buckets.set(address, bucket);
		}
		const refill = Math.max(0, now - bucket.at) / 1e3 * o.perSecond;
		bucket.tokens = Math.min(o.burst, bucket.tokens + refill);
		bucket.at = now;
		if (bucket.tokens < 1) return false;
		bucket.tokens -= 1;
		return true;
	} };
}
// sync-server/src/bytes.ts
/** A map key for bytes: one character for each byte. */
function keyOf(bytes) {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
var bytesOf = (key) => new Uint8Array(Buffer.from(key, "latin1"));
var same = (one, other) => Buffer.compare(one, other) === 0;
var entryOf = (row) => ({
	id: idOf(row),
	bytes: row.bytes
});
var idOf = (row) => readEntryId(row.bytes);
// sync-server/src/lookup.ts
var noneFound = /* @__PURE__ */ new Map();
var blobKey = ({ gen, hash }, part) => (part ? "p" : "b") + keyOf(gen) + keyOf(hash);
/** Null when everything is at hand. */
function lookUp(group) {
	const logs = /* @__PURE__ */ new Set();
	const snaps = /* @__PURE__ */ new Set();
	const blobs = [];
	const parts = [];
	for (const work of group) {
		const { channel } = work;
		const { gen } = channel;
		if (work.type === "push" && channel.known === null) {
			if (channel.seq === 0) channel.known = /* @__PURE__ */ new Map();
			else logs.add(channel);
		}
		if ((work.type === "push" || work.type === "mark") && snapsMissing(channel)) snaps.add(channel);
		if (work.type === "push" && work.as?.type === "snap") for (const hash of work.as.parts) parts.push({
			gen,
			hash
		});
		if (work.type === "blob") (work.part ? parts : blobs).push({
			gen,
			hash: work.hash
		});
	}
	if (logs.size + snaps.size + blobs.length + parts.length === 0) return null;
	const gens = (of) => [...of].map(({ gen }) => gen);
	return {
		type: "find",
		logs: gens(logs),
		snaps: gens(snaps),
		blobs,
		parts
	};
}
function learn(group, asked, found) {
	const channels = new Map(group.map(({ channel }) => [channel.gen, channel]));
	asked.logs.forEach((gen, i) => {
		const channel = channels.get(gen);
		channel.known = placesOf(found.ids[i], channel.seq);
	});
	asked.snaps.forEach((gen, i) => {
		remember(channels.get(gen), found.snaps[i]);
	});
	const sizes = /* @__PURE__ */ new Map();
	const note = (names, lengths, part) => {
		names.forEach((name, i) => {
			const size = lengths[i];
			if (typeof size === "number") sizes.set(blobKey(name, part), size);
		});
	};
	note(asked.blobs, found.sizes, false);
	note(asked.parts, found.parts, true);
	return sizes;
}
var snapsMissing = (channel) => channel.snapped === null && channel.snaps > 0;
/** Somebody else may have asked as well, and been answered first. */
function remember(channel, rows) {
	if (channel.snapped !== null) return;
	channel.snapped = new Map(rows.map((row) => [keyOf(row.id), {
		...row,
		by: null
	}]));
	channel.hidden = void 0;
}
/** What stands after the log's end is left over from a write that failed, and does not count. */
function placesOf(runs, entries) {
	const places = /* @__PURE__ */ new Map();
	for (const { first, ids } of runs) {
		const all = keyOf(ids);
		for (let at = 0, seq = first; at < all.length && seq <= entries; at += 16, seq++) places.set(all.slice(at, at + 16), seq);
	}
	return places;
}
// sync-server/src/snaps.ts
/** An entry longer than its id, as a snapshot's must be. */
var slotKeyOf = (bytes) => {
	const slot = readEntrySlot(bytes);
	return slot === null ? null : keyOf(slot);
};
function isHidden(hidden, seq, bytes) {
	if (hidden === null) return false;
	const snap = hidden.snaps.get(seq);
	if (snap !== void 0) return snap;
	const slot = slotKeyOf(bytes);
	return slot !== null && (hidden.slots.get(slot) ?? 0) >= seq;
}
/**
* What those trims hide that `counts`: of each slot all entries up to the furthest `upTo`, and all snapshots older than
* the newest trimmed one but one. That one is, rather than the latest, the latest whose own seven days are over: nobody
* can push a sound snapshot out by trimming twice in a row.
*/
function hiddenBy(snaps, counts) {
	const bySlot = /* @__PURE__ */ new Map();
	for (const snap of snaps) {
		const slot = keyOf(snap.slot);
		bySlot.set(slot, [...bySlot.get(slot) ?? [], snap]);
	}
	const hidden = {
		slots: /* @__PURE__ */ new Map(),
		snaps: /* @__PURE__ */ new Map()
	};
	for (const [slot, all] of bySlot) {
		all.sort((one, other) => other.seq - one.seq);
		const base = all.find(counts);
		for (const snap of all) hidden.snaps.set(snap.seq, false);
		if (base === void 0) continue;
		const older = all.filter(({ seq }) => seq < base.seq);
		const before = older.find(({ trim }) => trim === "done") ?? older.find(counts) ?? older.find((one) => one.verified);
		hidden.slots.set(slot, Math.max(...all.filter(counts).map(({ upTo }) => upTo)));
		for (const snap of older) if (snap !== before) hidden.snaps.set(snap.seq, true);
	}
	return hidden.slots.size === 0 ? null : hidden;
}
var isTrimmed = ({ trim }) => trim === "pending" || trim === "done";
var isDue = (now) => ({ trim, eraseAt }) => trim === "done" || trim === "pending" && eraseAt <= now;
/** When the next of them is to be erased. */
function nextErasure(snaps) {
	let soonest = null;
	for (const { trim, eraseAt } of snaps) if (trim === "pending" && (soonest === null || eraseAt < soonest)) soonest = eraseAt;
	return soonest;
}
function toldOf(snap, now) {
	const { id, slot, seq, upTo, bytes, verified, trim, eraseAt } = snap;
	return {
		id,
		slot,
		seq,
		upTo,
		bytes,
		verified,
		trim,
		erasesInMs: trim === "pending" ? Math.max(0, eraseAt - now) : null
	};
}
// sync-server/src/plan.ts
/** A full channel still takes snapshots into this much more: they are what makes room. */
var snapRoomOf = (channelBytesMax) => Math.floor(channelBytesMax / 8);
/** What counts of a channel: what came, less what was erased. */
var heldBytes = (channel) => channel.bytes - channel.freed;
function planGroup(group, found, o) {
	const changes = [];
	const tails = /* @__PURE__ */ new Map();
	const results = group.map((work) => {
		const { channel } = work;
		if (work.type === "erase") {
			changes.push({
				type: "gone",
				id: channel.id,
				gen: channel.gen
			});
			return null;
		}
		if (channel.state !== "here") return channel.state;
		const tail = tails.get(channel) ?? newTail(channel);
		tails.set(channel, tail);
		if (work.type === "create") {
			tail.changed = true;
			return null;
		}
		if (work.type === "mark") return planMark(work, tail, o);
		if (tail.head.frozenAt !== null) return "frozen";
		if (work.type === "blob") return planBlob(work, tail, found, o, changes);
		if (work.as?.type === "snap") return planSnap(work, work.as, tail, found, o);
		const result = planPush(work, tail, o.channelBytesMax, o);
		if (work.as?.type === "freeze" && typeof result !== "string") tail.head.frozenAt = work.as.now;
		return result;
	});
	for (const [channel, tail] of tails) {
		const { id, kind, gen, expiresAt } = channel;
		const { freed: _, ...head } = tail.head;
		if (tail.rows.length > 0) changes.push({
			type: "entries",
			gen,
			rows: tail.rows
		});
		for (const { by: _, ...row } of tail.snaps.values()) changes.push({
			type: "snap",
			gen,
			row
		});
		if (tail.unsnapped.size > 0) {
			const ids = [...tail.unsnapped].map((key) => new Uint8Array(Buffer.from(key, "latin1")));
			changes.push({
				type: "unsnap",
				gen,
				ids
			});
		}
		if (tail.changed) changes.push({
			type: "channel",
			row: {
				id,
				kind,
				gen,
				expiresAt,
				...head
			}
		});
	}
	return {
		changes,
		results,
		tails
	};
}
/** All of a push or nothing of it. What is here already keeps its place, unless it is hidden: who is told «kept» must find it. */
function planPush({ channel, entries }, tail, bytesMax, o) {
	const keys = entries.map((entry) => keyOf(entry.id));
	const hidden = hiddenNow(channel, tail);
	const placeOf = (key, { bytes }) => {
		const place = tail.places.get(key) ?? channel.known?.get(key);
		return place === void 0 || isHidden(hidden, place, bytes) ? void 0 : place;
	};
	const fresh = /* @__PURE__ */ new Map();
	keys.forEach((key, i) => {
		if (placeOf(key, entries[i]) === void 0) fresh.set(key, entries[i].bytes.length);
	});
	let added = 0;
	for (const bytes of fresh.values()) added += bytes;
	if (added > 0 && heldBytes(tail.head) + added > bytesMax) return "channel-full";
	tail.head.bytes += added;
	return { seqs: keys.map((key, i) => {
		const place = placeOf(key, entries[i]);
		if (place !== void 0) return place;
		const { bytes } = entries[i];
		const seq = tail.head.seq + 1;
		const chain = o.sha256(chainInput(tail.head.chain, o.sha256(bytes)));
		tail.head.seq = seq;
		tail.head.chain = chain;
		tail.rows.push({
			seq,
			chain,
			bytes
		});
		tail.places.set(key, seq);
		tail.changed = true;
		return seq;
	}) };
}
function planBlob({ channel, hash, bytes, part }, tail, found, o, changes) {
	const key = blobKey({
		gen: channel.gen,
		hash
	}, part);
	if (found.has(key) || tail.blobs.has(key)) return null;
	const bytesMax = o.channelBytesMax + (part ? snapRoomOf(o.channelBytesMax) : 0);
	if (heldBytes(tail.head) + bytes.length > bytesMax) return "channel-full";
	tail.blobs.set(key, bytes.length);
	tail.changed = true;
	tail.head.bytes += bytes.length;
	changes.push({
		type: part ? "part" : "blob",
		gen: channel.gen,
		hash,
		bytes
	});
	return null;
}
/** Its entry goes in like any other; what it says about itself must be about this log, and its parts must be here. */
function planSnap(work, asked, tail, found, o) {
	const { channel } = work;
	const [entry] = work.entries;
	const slot = slotKeyOf(entry.bytes);
	const old = snapOf(channel, tail, keyOf(entry.id));
	const { seq, life } = tail.head;
	if (old !== void 0 && isHidden(hiddenNow(channel, tail), old.seq, entry.bytes)) return "not-here";
	if (old === void 0 && (!same(asked.gen, life) || asked.upTo > seq)) return "not-here";
	let partBytes = 0;
	for (const hash of asked.parts) {
		const name = blobKey({
			gen: channel.gen,
			hash
		}, true);
		const size = found.get(name) ?? tail.blobs.get(name);
		if (size === void 0 || (tail.erasing ?? channel.erasing)) return "not-here";
		partBytes += size;
	}
	const result = planPush(work, tail, o.channelBytesMax + snapRoomOf(o.channelBytesMax), o);
	if (result === null || typeof result === "string" || old !== void 0) return result;
	const [place] = result.seqs;
	if (place <= asked.upTo) return "not-here";
	const { upTo, parts, by } = asked;
	const id = entry.id.slice();
	const bytes = entry.bytes.length + partBytes;
	mark(tail, {
		id,
		slot: Buffer.from(slot, "latin1"),
		seq: place,
		upTo,
		bytes,
		parts: parts.map((one) => one.slice()),
		verified: false,
		trim: "none",
		eraseAt: null,
		by
	});
	tail.head.snaps += 1;
	return result;
}
function planMark({ channel, mark: asked }, tail, o) {
	if (asked.type === "erasing") {
		tail.erasing = true;
		return null;
	}
	if (asked.type === "erased") return planErased(channel, tail, asked);
	const ids = asked.type === "verified" ? [asked.snap] : asked.snaps;
	const snaps = [];
	for (const id of ids) {
		const snap = snapOf(channel, tail, keyOf(id));
		if (snap === void 0) return "not-here";
		if (asked.type === "keep" && (tail.erasing ?? channel.erasing) && isDue(asked.now)(snap)) return "not-here";
		const refusal = refusalOf(asked, snap, allSnaps(channel, tail));
		if (refusal !== null) return refusal;
		snaps.push(snap);
	}
	let shownAgain = false;
	for (const snap of snaps) {
		if (asked.type === "verified" && !snap.verified) mark(tail, {
			...snap,
			verified: true
		});
		if (asked.type === "trim" && snap.trim === "none") mark(tail, {
			...snap,
			trim: "pending",
			eraseAt: asked.now + trimGraceMs
		});
		if (asked.type === "keep" && snap.trim !== "kept") {
			shownAgain ||= snap.trim === "pending";
			mark(tail, {
				...snap,
				trim: "kept",
				eraseAt: null
			});
		}
	}
	if (shownAgain) {
		const { life } = tail.head;
		tail.head.life = o.sha256(Uint8Array.from([...channel.gen, ...life])).slice(0, 16);
	}
	tail.head.eraseAt = nextErasure(allSnaps(channel, tail));
	return null;
}
function refusalOf(asked, snap, all) {
	if (asked.type === "verified") return snap.by === asked.by ? "unverified" : null;
	if (asked.type === "keep") return snap.trim === "done" ? "not-here" : null;
	if (snap.trim === "kept") return "not-here";
	if (!snap.verified) return "unverified";
	for (const other of all) if (isTrimmed(other) && same(other.slot, snap.slot) && other.upTo > snap.upTo) return "not-here";
	return null;
}
function planErased(channel, tail, o) {
	for (const id of o.trims) {
		const snap = snapOf(channel, tail, keyOf(id));
		if (snap !== void 0) mark(tail, {
			...snap,
			trim: "done",
			eraseAt: null
		});
	}
	for (const id of o.gone) {
		const key = keyOf(id);
		tail.snaps.delete(key);
		if (!channel.snapped?.has(key)) continue;
		tail.unsnapped.add(key);
		tail.head.snaps -= 1;
	}
	tail.head.freed += o.freed;
	tail.head.eraseAt = nextErasure(allSnaps(channel, tail));
	tail.erasing = false;
	tail.changed = true;
	return null;
}
function mark(tail, snap) {
	tail.snaps.set(keyOf(snap.id), snap);
	tail.hidden = void 0;
	tail.changed = true;
}
var snapOf = (channel, tail, key) => tail.unsnapped.has(key) ? void 0 : tail.snaps.get(key) ?? channel.snapped?.get(key);
function allSnaps(channel, tail) {
	const all = new Map([...channel.snapped ?? [], ...tail.snaps]);
	for (const key of tail.unsnapped) all.delete(key);
	return all.values();
}
/** What is hidden after everything planned so far. */
function hiddenNow(channel, tail) {
	if (tail.hidden === void 0) tail.hidden = tail.snaps.size + tail.unsnapped.size === 0 ? hiddenIn(channel) : hiddenBy(allSnaps(channel, tail), isTrimmed);
	return tail.hidden;
}
function hiddenIn(channel) {
	if (channel.hidden === void 0) channel.hidden = hiddenBy(channel.snapped?.values() ?? [], isTrimmed);
	return channel.hidden;
}
function newTail({ seq, chain, bytes, freed, life, snaps, eraseAt, frozenAt }) {
	return {
		head: {
			seq,
			chain,
			bytes,
			freed,
			life,
			snaps,
			eraseAt,
			frozenAt
		},
		rows: [],
		places: /* @__PURE__ */ new Map(),
		blobs: /* @__PURE__ */ new Map(),
		snaps: /* @__PURE__ */ new Map(),
		unsnapped: /* @__PURE__ */ new Set(),
		hidden: void 0,
		erasing: null,
		changed: false
	};
}
function sizeOf(work) {
	if (work.type === "push") {
		let bytes = 0;
		for (const entry of work.entries) bytes += entry.bytes.length;
		return bytes;
	}
	return work.type === "blob" ? work.bytes.length : 0;
}
function createLog(o) {
	const waiting = [];
	let under = null;
	function next() {
		if (under !== null || waiting.length === 0) return;
		let bytes = 0;
		let count = 0;
		while (count < waiting.length && (count === 0 || bytes <= 16777216)) bytes += sizeOf(waiting[count++]);
		const group = waiting.splice(0, count);
		under = group;
		const command = lookUp(group);
		if (command === null) write(group, planGroup(group, noneFound, o));
		else o.job(command, (answer) => {
			if (answer.type === "found") write(group, planGroup(group, learn(group, command, answer), o));
			else finish(group.map(() => "disk-full"));
		});
	}
	/** Nothing in memory moves until the store has synced. */
	function write(group, plan) {
		if (plan.changes.length === 0) finish(plan.results, plan.tails);
		else o.job({
			type: "write",
			changes: plan.changes
		}, (answer) => {
			if (answer.type === "written") finish(plan.results, plan.tails);
			else finish(group.map(() => "disk-full"));
		});
	}
	function finish(results, tails = /* @__PURE__ */ new Map()) {
		const group = under ?? [];
		under = null;
		for (const [channel, tail] of tails) settle(channel, tail);
		for (const [i, work] of group.entries()) if (work.type === "create" && results[i] === "disk-full") work.channel.state = "no-channel";
		next();
		group.forEach((work, i) => {
			const result = results[i] ?? null;
			if (work.type === "push") {
				work.channel.unsynced.shift();
				work.done(result ?? "disk-full");
			} else work.done(typeof result === "string" ? result : null);
		});
		for (const { channel } of group) if (--channel.working === 0) o.idle(channel);
	}
	function settle(channel, tail) {
		const reread = channel.life !== tail.head.life;
		Object.assign(channel, tail.head);
		for (const row of tail.rows) channel.known?.set(keyOf(idOf(row)), row.seq);
		if (tail.erasing !== null) channel.erasing = tail.erasing;
		const changed = [...tail.snaps.values()];
		if (changed.length > 0 || tail.unsnapped.size > 0) {
			channel.snapped ??= /* @__PURE__ */ new Map();
			for (const key of tail.unsnapped) channel.snapped.delete(key);
			for (const [key, snap] of tail.snaps) channel.snapped.set(key, snap);
			channel.hidden = void 0;
		}
		if (tail.rows.length > 0) o.synced(channel, tail.rows);
		if (changed.length > 0 || reread) o.marked(channel, changed, reread);
	}
	return {
		add(work) {
			work.channel.working += 1;
			if (work.type === "push") work.channel.unsynced.push({
				entries: work.entries,
				bytes: sizeOf(work)
			});
			waiting.push(work);
			next();
		},
		busy: () => under !== null
	};
}
/** Well under what may wait in a socket, so that catching up does not itself look like not reading. */
var batchBytesMax = 524288;
var cursorOf = (room) => ({
	gen: room.life,
	seq: room.seq,
	chain: room.chain
});
function createReaders(o) {
	const untold = /* @__PURE__ */ new Set();
	function synced(room, rows) {
		for (const since of room.catching) since.push(...rows);
		if (room.live.length === 0) return;
		for (const row of rows) {
			if (room.untold.length === 1024) tell(room);
			room.untold.push({
				id: idOf(row).slice(),
				seq: row.seq,
				chain: row.chain
			});
		}
		if (untold.size === 0) o.effect({
			type: "wake",
			inMs: 300
		});
		untold.add(room);
	}
	function tell(room) {
		const last = room.untold.at(-1);
		if (last === void 0) return;
		const ids = room.untold.map(({ id }) => id);
		room.untold = [];
		untold.delete(room);
		const cursor = {
			gen: room.life,
			seq: last.seq,
			chain: last.chain
		};
		o.send(room.live.slice(), {
			type: "commit",
			channel: room.id,
			cursor,
			ids
		});
	}
	/** `ended` comes in any case, whoever has left or failed meanwhile. */
	function read(reader, command, then, ended = () => {}) {
		if (reader.waiting.length === 1024) return "too-fast";
		const begin = () => {
			reader.reading += 1;
			o.job(command(), (answer) => {
				reader.reading -= 1;
				ended();
				if (reader.gone) return;
				if (answer.type === "failed") o.effect({
					type: "close",
					conn: reader.conn
				});
				else then(answer);
				advance(reader);
			});
		};
		if (reader.waiting.length === 0 && mayRead(reader)) begin();
		else reader.waiting.push(begin);
		return null;
	}
	const mayRead = (reader) => !reader.gone && !reader.slow && reader.reading < 4;
	function advance(reader) {
		while (mayRead(reader)) {
			const begin = reader.waiting.shift();
			if (begin === void 0) return;
			begin();
		}
	}
	function marked(room, snaps, reread, now) {
		if (snaps.length > 0) tellSnaps(room.live.slice(), room, 0, snaps, now);
		if (!reread) return;
		room.untold = [];
		untold.delete(room);
		o.send(room.live.slice(), {
			type: "commit",
			channel: room.id,
			cursor: cursorOf(room),
			ids: []
		});
	}
	function tellSnaps(conns, room, ref, snaps, now) {
		for (let at = 0; at === 0 || at < snaps.length; at += 512) {
			const some = snaps.slice(at, at + 512).map((snap) => toldOf(snap, now));
			const end = at + 512 >= snaps.length;
			o.send(conns, {
				type: "snaps",
				ref,
				channel: room.id,
				snaps: some,
				end
			});
		}
	}
	function withSnaps(reader, room, then) {
		if (!snapsMissing(room)) {
			then();
			return null;
		}
		const command = () => ({
			type: "find",
			logs: [],
			snaps: [room.gen],
			blobs: [],
			parts: []
		});
		return read(reader, command, (found) => {
			if (found.type === "found") remember(room, found.snaps[0]);
			then();
		});
	}
	function pull(reader, room, request, now) {
		leave(reader, room);
		if (room.eraseAt === null) return pullNow(reader, room, request, now);
		return withSnaps(reader, room, () => {
			const refusal = room.state === "here" ? pullNow(reader, room, request, now) : room.state;
			if (refusal !== null) o.refuse(reader.conn, request.ref, refusal);
		});
	}
	function pullNow(reader, room, request, now) {
		const { cursor } = request;
		const sameLog = same(cursor.gen, room.life);
		if (cursor.seq === 0) return pullFrom(reader, room, request, now, null, cursor.gen.length > 0 && !sameLog);
		const onThisLog = sameLog && cursor.seq <= room.seq;
		return pullFrom(reader, room, request, now, onThisLog ? cursor : null, !onThisLog);
	}
	/** The chain at `after` shows whether the device and this log mean the same past. */
	function pullFrom(reader, room, request, now, after, reset) {
		const start = {
			gen: room.life,
			seq: after?.seq ?? 0,
			chain: after?.chain ?? chainStart
		};
		const rowsMax = Math.max(1, Math.min(request.max, entriesPerBatchMax));
		const answer = ({ chain, rows, gap, end: place }) => {
			if (room.life !== start.gen || !same(chain ?? chainStart, start.chain)) {
				pullFrom(reader, room, request, now, null, true);
				return;
			}
			const cursor = place === null ? start : {
				gen: start.gen,
				...place
			};
			const end = cursor.seq === room.seq;
			const trimmed = gap === null ? null : {
				gaps: gapsOf(start.seq, rows, cursor.seq),
				chain: gap
			};
			if (end) tell(room);
			const { ref, channel } = request;
			o.send([reader.conn], {
				type: "batch",
				ref,
				channel,
				reset,
				entries: rows.map(entryOf),
				trimmed,
				cursor,
				end
			});
			if (end) goLive(reader, room);
			const pending = end && room.eraseAt !== null ? [...room.snapped?.values() ?? []].filter(isPending) : [];
			if (pending.length > 0) tellSnaps([reader.conn], room, 0, pending, now);
		};
		if (start.seq === room.seq && mayRead(reader)) {
			answer({
				type: "rows",
				chain: room.chain,
				rows: [],
				gap: null,
				end: null
			});
			return null;
		}
		const since = [];
		let to = 0;
		const command = () => {
			to = room.seq;
			room.catching.push(since);
			const hidden = room.eraseAt === null ? null : hiddenIn(room);
			return {
				type: "read",
				gen: room.gen,
				after: start.seq,
				to,
				rowsMax,
				bytesMax: batchBytesMax,
				hidden
			};
		};
		const then = (read) => {
			if (room.state !== "here") {
				o.refuse(reader.conn, request.ref, room.state);
				return;
			}
			if (read.type !== "rows") return;
			if ((read.end?.seq ?? start.seq) === to) append(read, since, rowsMax);
			answer(read);
		};
		return read(reader, command, then, () => {
			room.catching = room.catching.filter((other) => other !== since);
		});
	}
	function goLive(reader, room) {
		if (!room.live.includes(reader.conn)) room.live = [...room.live, reader.conn];
		for (const { entries } of room.unsynced) if (entries.length > 0) o.send([reader.conn], {
			type: "live",
			channel: room.id,
			entries
		}, "live");
	}
	function leave({ conn }, room) {
		drop(room.live, conn);
		drop(room.behind, conn);
	}
	return {
		others: (room, except) => room.live.filter((conn) => conn !== except),
		synced,
		marked,
		withSnaps,
		tellSnaps,
		pull,
		read,
		leave,
		tellAll() {
			for (const room of untold) tell(room);
		},
		slow(reader, rooms) {
			reader.slow = true;
			for (const room of rooms) if (drop(room.live, reader.conn)) room.behind.push(reader.conn);
		},
		/** An empty commit away from where the device stands tells it to pull (P12). */
		drained(reader, rooms) {
			reader.slow = false;
			for (const room of rooms) {
				if (!drop(room.behind, reader.conn)) continue;
				o.send([reader.conn], {
					type: "commit",
					channel: room.id,
					cursor: cursorOf(room),
					ids: []
				});
			}
			advance(reader);
		}
	};
}
/** False if it was not in. */
function drop(list, item) {
	const at = list.indexOf(item);
	if (at >= 0) list.splice(at, 1);
	return at >= 0;
}
var isPending = ({ trim }) => trim === "pending";
/** Where places are missing between the rows, from after `from` to `to`. */
function gapsOf(from, rows, to) {
	const gaps = [];
	let next = from + 1;
	rows.forEach(({ seq }, before) => {
		if (seq > next) gaps.push({
			before,
			count: seq - next
		});
		next = seq + 1;
	});
	if (to >= next) gaps.push({
		before: rows.length,
		count: to - next + 1
	});
	return gaps;
}
/** As many of `more` as the batch still has room for. */
function append(read, more, rowsMax) {
	const { rows } = read;
	let bytes = rows.reduce((sum, row) => sum + row.bytes.length, 0);
	for (const row of more) {
		bytes += row.bytes.length;
		if (rows.length === rowsMax || rows.length > 0 && bytes > 524288) return;
		rows.push(row);
		read.end = {
			seq: row.seq,
			chain: row.chain
		};
	}
}
// sync-server/src/rooms.ts
/** A disk that refused an erasure is asked again. */
var eraseAgainMs$1 = 6e4;
function createRooms(o) {
	const rooms = /* @__PURE__ */ new Map();
	const expiring = /* @__PURE__ */ new Set();
	const gone = new Set(o.loaded.gone.map(keyOf));
	for (const row of o.loaded.channels) enter(row);
	const get = (key) => gone.has(key) ? "gone" : rooms.get(key) ?? null;
	/**
	* One of these stays for every channel there is, so it is written out in one piece (each copy of a shape would bring its
	* own description of it) and holds arrays, which cost next to nothing while empty, where sets would cost a lot.
	*/
	function enter(row, key = keyOf(row.id)) {
		const { id, kind, gen, life, seq, chain, bytes, freed, expiresAt, snaps, eraseAt, frozenAt } = row;
		const room = {
			id,
			kind,
			gen,
			life,
			seq,
			chain,
			bytes,
			freed,
			expiresAt,
			snaps,
			eraseAt,
			frozenAt,
			known: null,
			snapped: null,
			hidden: void 0,
			erasing: false,
			unsynced: [],
			working: 0,
			state: "here",
			key,
			guests: 0,
			live: [],
			behind: [],
			catching: [],
			untold: []
		};
		rooms.set(room.key, room);
		if (expiresAt !== null) expiring.add(room);
		if (eraseAt !== null) o.trimmed(room);
		return room;
	}
	function create({ channel, keys, ...asked }, nonce, now) {
		const lifetimeMs = keys.kind === "erasable" ? asked.lifetimeMs : null;
		const gen = o.sha256(Uint8Array.from([...nonce, ...channel])).slice(0, 16);
		const expiresAt = lifetimeMs === null ? null : now + lifetimeMs;
		const log = {
			gen,
			life: gen,
			seq: 0,
			chain: chainStart,
			bytes: 0,
			freed: 0,
			snaps: 0
		};
		const room = enter({
			id: channel.slice(),
			kind: keys.kind,
			...log,
			expiresAt,
			eraseAt: null,
			frozenAt: null
		}, keyOf(channel));
		if (lifetimeMs !== null) o.effect({
			type: "wake",
			inMs: lifetimeMs
		});
		const done = (refusal) => {
			if (refusal !== null) leave(room, "no-channel");
		};
		o.log.add({
			type: "create",
			channel: room,
			done
		});
		return room;
	}
	/** Refused from this moment; the store is asked until it has erased it. */
	function erase(room, then = () => {}) {
		leave(room, "gone");
		gone.add(room.key);
		const done = (refusal) => {
			then(refusal);
			if (refusal === null) return;
			expiring.add(room);
			o.effect({
				type: "wake",
				inMs: eraseAgainMs$1
			});
		};
		o.log.add({
			type: "erase",
			channel: room,
			done
		});
	}
	/** Nobody is in this room any more; the rights to it end with it. */
	function leave(room, state) {
		room.state = state;
		rooms.delete(room.key);
		expiring.delete(room);
		room.live = [];
		room.behind = [];
	}
	return {
		get,
		find(key, now) {
			const room = get(key);
			if (room === null || room === "gone" || room.expiresAt === null || room.expiresAt > now) return room;
			erase(room);
			return "gone";
		},
		create,
		erase,
		expire(now) {
			let soonest = Number.POSITIVE_INFINITY;
			for (const room of [...expiring]) if (room.expiresAt <= now) erase(room);
			else soonest = Math.min(soonest, room.expiresAt - now);
			if (soonest < Number.POSITIVE_INFINITY) o.effect({
				type: "wake",
				inMs: soonest
			});
		}
	};
}
// sync-server/src/tidying.ts
/** A disk that refused to erase is asked again. */
var eraseAgainMs = 6e4;
function createTidying(o) {
	const watched = /* @__PURE__ */ new Set();
	/** Nothing is due before. */
	let soonest = Number.POSITIVE_INFINITY;
	function answer(reader, room, request, now) {
		const { conn } = reader;
		const { ref, channel } = request;
		const told = (refusal) => {
			if (refusal !== null) o.refuse(conn, ref, refusal);
			else o.send([conn], {
				type: "done",
				ref,
				channel
			});
		};
		const mark = (mark) => {
			o.log.add({
				type: "mark",
				channel: room,
				mark,
				done: told
			});
			return null;
		};
		switch (request.type) {
			case "snap":
				if (readEntrySlot(request.entry.bytes) === null) return "malformed";
				return append(reader, room, request, {
					type: "snap",
					gen: request.gen,
					upTo: request.upTo,
					parts: request.parts,
					by: conn
				});
			case "freeze": return append(reader, room, request, {
				type: "freeze",
				now
			});
			case "part": return part(reader, room, request);
			case "verified": return mark({
				type: "verified",
				snap: request.snap,
				by: conn
			});
			case "trim": return mark({
				type: "trim",
				snaps: request.snaps,
				now
			});
			case "keep": return mark({
				type: "keep",
				snaps: request.snaps,
				now
			});
			case "delete":
				if (room.kind === "kept" && (room.frozenAt === null || now < room.frozenAt + 7776e6)) return "kept";
				o.rooms().erase(room, told);
				return null;
			case "snaps": return o.readers.withSnaps(reader, room, () => {
				o.readers.tellSnaps([conn], room, ref, [...room.snapped?.values() ?? []], now);
			});
		}
	}
	/** One entry that is more than an entry: shown at once, like any other. */
	function append({ conn }, room, { ref, channel, entry }, as) {
		o.send(o.readers.others(room, conn), {
			type: "live",
			channel,
			entries: [entry]
		}, "live");
		o.log.add({
			type: "push",
			channel: room,
			entries: [entry],
			as,
			done(result) {
				if (typeof result === "string") o.refuse(conn, ref, result);
				else o.send([conn], {
					type: "ack",
					ref,
					channel,
					gen: room.life,
					seqs: result.seqs
				});
			}
		});
		return null;
	}
	function part({ conn }, room, { ref, channel, hash, bytes }) {
		if (!same(o.sha256(bytes), hash)) return "malformed";
		const done = (refusal) => {
			if (refusal !== null) o.refuse(conn, ref, refusal);
			else o.send([conn], {
				type: "blobKept",
				ref,
				channel,
				hash
			});
		};
		o.log.add({
			type: "blob",
			channel: room,
			hash,
			bytes,
			part: true,
			done
		});
		return null;
	}
	function watch(room) {
		watched.add(room);
		soonest = Math.min(soonest, room.eraseAt ?? Number.POSITIVE_INFINITY);
	}
	function tidy(now) {
		if (watched.size === 0) return;
		if (now >= soonest) {
			soonest = Number.POSITIVE_INFINITY;
			for (const room of watched) if (room.state !== "here" || room.eraseAt === null) watched.delete(room);
			else if (room.eraseAt > now) soonest = Math.min(soonest, room.eraseAt);
			else {
				watched.delete(room);
				o.log.add({
					type: "mark",
					channel: room,
					mark: { type: "erasing" },
					done: (no) => erase(room, now, no)
				});
			}
		}
		if (soonest < Number.POSITIVE_INFINITY) o.effect({
			type: "wake",
			inMs: soonest - now
		});
	}
	function erase(room, now, refusal) {
		const snaps = [...room.snapped?.values() ?? []];
		const due = isDue(now);
		const hidden = hiddenBy(snaps, due);
		if (refusal === "disk-full") again(room, now);
		if (refusal !== null) return;
		if (hidden === null) {
			room.erasing = false;
			return;
		}
		const gone = snaps.filter(({ seq }) => hidden.snaps.get(seq) === true);
		const parts = snaps.filter((snap) => !gone.includes(snap)).flatMap((snap) => snap.parts);
		const trims = snaps.filter((snap) => snap.trim === "pending" && due(snap)).map(({ id }) => id);
		o.job({
			type: "erase",
			gen: room.gen,
			hidden,
			parts
		}, (answer) => {
			if (answer.type !== "erased") {
				again(room, now);
				return;
			}
			const mark = {
				type: "erased",
				trims,
				gone: gone.map(({ id }) => id),
				freed: answer.freed
			};
			o.log.add({
				type: "mark",
				channel: room,
				mark,
				done: (no) => no === null ? watch(room) : again(room, now)
			});
		});
	}
	function again(room, now) {
		room.erasing = false;
		watched.add(room);
		soonest = Math.min(soonest, now + eraseAgainMs);
		o.effect({
			type: "wake",
			inMs: eraseAgainMs
		});
	}
	return {
		answer,
		watch,
		tidy
	};
}
// sync-server/src/relay.ts
var rightBit = {
	read: 1,
	write: 2,
	own: 4
};
var rightFor = {
	push: "write",
	pull: "read",
	eph: "write",
	blobPut: "write",
	blobGet: "read",
	snap: "write",
	part: "write",
	verified: "write",
	trim: "write",
	keep: "read",
	snaps: "read",
	freeze: "write",
	delete: "own"
};
function createRelayCore(o) {
	const guests = /* @__PURE__ */ new Map();
	const jobs = /* @__PURE__ */ new Map();
	let effects = [];
	let jobsBegun = 0;
	let stopping = false;
	/** As the last event that knew it said. */
	let now = 0;
	const effect = (effect) => effects.push(effect);
	const readers = createReaders({
		send,
		refuse,
		job,
		effect
	});
	const log = createLog({
		job,
		sha256: o.sha256,
		channelBytesMax: o.limits.channelBytesMax,
		synced: (channel, rows) => readers.synced(channel, rows),
		marked(channel, snaps, reread) {
			readers.marked(channel, snaps, reread, now);
			if (channel.eraseAt !== null) tidying.watch(channel);
		},
		idle: (channel) => forget(channel)
	});
	const tidying = createTidying({
		sha256: o.sha256,
		log,
		readers,
		rooms: () => rooms,
		send,
		refuse,
		job,
		effect
	});
	const rooms = createRooms({
		loaded: o.loaded,
		sha256: o.sha256,
		log,
		effect,
		trimmed: tidying.watch
	});
	function job(command, then) {
		jobs.set(++jobsBegun, then);
		effects.push({
			type: "job",
			job: jobsBegun,
			command
		});
	}
	function send(to, reply, sort = "reply") {
		if (to.length === 0) return;
		const frame = encodeReply(reply);
		if (!frame.ok) throw new Error(`a reply of our own is ${frame.reason}`);
		effects.push({
			type: "send",
			to,
			frame: frame.value,
			sort
		});
	}
	function refuse(conn, ref, reason) {
		send([conn], {
			type: "refused",
			ref,
			reason
		});
	}
	function frame(guest, bytes, tooFast) {
		const read = decodeRequest(bytes);
		const refusal = read.ok ? answer(guest, read.value, bytes, tooFast) : read.reason;
		if (refusal === null) return;
		refuse(guest.conn, read.ok ? read.value.ref : read.ref, refusal);
		if (refusal === "malformed") guest.malformed += 1;
		if (refusal === "version" || guest.malformed > 1) effects.push({
			type: "close",
			conn: guest.conn
		});
	}
	/** Why not; null when it is answered, or will be once the store has done its part. */
	function answer(guest, request, bytes, tooFast) {
		if (stopping) return "stopping";
		if (tooFast) return "too-fast";
		if (request.type === "hello") return hello(guest, request);
		if (!guest.greeted) return "version";
		if (request.type === "open") return open(guest, request);
		const room = permitted(guest, request);
		if (typeof room === "string") return room;
		if (request.type === "push") return push(guest, room, request, bytes);
		if (request.type === "pull") return readers.pull(guest, room, request, now);
		if (request.type === "eph") return eph(guest, room, request);
		if (request.type === "blobPut") return blobPut(guest, room, request);
		if (request.type === "blobGet") return blobGet(guest, room, request);
		if (request.type === "stat") return stat(guest, room, request);
		return tidying.answer(guest, room, request, now);
	}
	function hello({ conn, nonce }, request) {
		const version = versions.find((known) => request.versions.includes(known));
		if (version === void 0) return "version";
		guests.get(conn).greeted = true;
		const { relayKey, limits } = o;
		send([conn], {
			type: "hello",
			ref: request.ref,
			version,
			nonce: bytesOf(nonce),
			relayKey,
			limits
		});
		return null;
	}
	/** The channel's id is the hash of its keys, so whoever signs with one of them needs no account and no permission. */
	function open(guest, request) {
		const { ref, channel, keys, right } = request;
		if (!same(o.sha256(channelIdInput(keys)), channel)) return "bad-signature";
		const publicKey = {
			read: keys.readPub,
			write: keys.writePub,
			own: keys.ownPub
		}[right];
		const nonce = bytesOf(guest.nonce);
		const data = openChallenge({
			nonce,
			relayKey: o.relayKey,
			channel,
			right
		});
		if (!o.verify({
			publicKey,
			data,
			signature: request.sig
		})) return "bad-signature";
		const known = rooms.find(keyOf(channel), now);
		if (known === "gone") return "gone";
		if (known === null && o.pass.length > 0 && !same(request.pass, o.pass)) return "pass-needed";
		const room = known ?? rooms.create(request, nonce, now);
		const held = guest.rights.get(room) ?? 0;
		if (held === 0) room.guests += 1;
		guest.rights.set(room, held | rightBit[right]);
		const expiresInMs = room.expiresAt === null ? null : room.expiresAt - now;
		send([guest.conn], {
			type: "opened",
			ref,
			channel,
			right,
			cursor: cursorOf(room),
			expiresInMs
		});
		return null;
	}
	function permitted(guest, request) {
		const room = rooms.get(keyOf(request.channel));
		if (room === "gone") return "gone";
		const rights = room === null ? void 0 : guest.rights.get(room);
		if (room === null || rights === void 0) return "no-channel";
		if (request.type === "stat") return room;
		const needed = rightFor[request.type];
		if ((rights & rightBit[needed]) === 0) return "no-right";
		return needed === "write" && room.frozenAt !== null ? "frozen" : room;
	}
	function push({ conn }, room, { ref, channel, entries }, bytes) {
		const waiting = room.unsynced.reduce((sum, push) => sum + push.bytes, 0);
		const added = entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
		const to = readers.others(room, conn);
		if (to.length > 0 && heldBytes(room) + waiting + added <= o.limits.channelBytesMax) effects.push({
			type: "send",
			to,
			frame: liveOf(bytes),
			sort: "live"
		});
		log.add({
			type: "push",
			channel: room,
			entries,
			as: null,
			done(result) {
				if (typeof result === "string") refuse(conn, ref, result);
				else send([conn], {
					type: "ack",
					ref,
					channel,
					gen: room.life,
					seqs: result.seqs
				});
			}
		});
		return null;
	}
	function eph({ conn }, room, { channel, payload }) {
		send(readers.others(room, conn), {
			type: "eph",
			channel,
			payload
		}, "eph");
		return null;
	}
	function blobPut({ conn }, room, { ref, channel, hash, bytes }) {
		if (!same(o.sha256(bytes), hash)) return "malformed";
		log.add({
			type: "blob",
			channel: room,
			hash,
			bytes,
			part: false,
			done(refusal) {
				if (refusal !== null) refuse(conn, ref, refusal);
				else send([conn], {
					type: "blobKept",
					ref,
					channel,
					hash
				});
			}
		});
		return null;
	}
	function blobGet(guest, room, { ref, channel, hash }) {
		return readers.read(guest, () => ({
			type: "blob",
			gen: room.gen,
			hash
		}), (answer) => {
			const bytes = answer.type === "blob" ? answer.bytes : null;
			send([guest.conn], {
				type: "blob",
				ref,
				channel,
				hash,
				bytes
			});
		});
	}
	function stat({ conn }, room, { ref, channel }) {
		const bytesMax = o.limits.channelBytesMax;
		const readers = room.live.length + room.behind.length;
		const held = {
			entries: room.seq,
			bytes: heldBytes(room),
			bytesMax,
			readers,
			snaps: room.snaps
		};
		const erasesInMs = room.eraseAt === null ? null : Math.max(0, room.eraseAt - now);
		send([conn], {
			type: "stat",
			ref,
			channel,
			...held,
			erasesInMs,
			frozen: room.frozenAt !== null
		});
		return null;
	}
	function handle(event) {
		if (event.type === "frame" || event.type === "tick") now = event.now;
		if (event.type === "connected") guests.set(event.conn, newGuest(event.conn, event.nonce));
		else if (event.type === "done") {
			const then = jobs.get(event.job);
			jobs.delete(event.job);
			then?.(event.answer);
		} else if (event.type === "tick") {
			readers.tellAll();
			rooms.expire(now);
			tidying.tidy(now);
		} else if (event.type === "stop") stopping = true;
		else {
			const guest = guests.get(event.conn);
			if (guest !== void 0) hear(guest, event);
		}
	}
	function hear(guest, event) {
		const theirs = () => [...guest.rights.keys()];
		if (event.type === "frame") frame(guest, event.bytes, event.tooFast ?? false);
		else if (event.type === "slow") readers.slow(guest, theirs());
		else if (event.type === "drained") readers.drained(guest, theirs());
		else {
			guest.gone = true;
			guests.delete(guest.conn);
			for (const room of theirs()) {
				readers.leave(guest, room);
				room.guests -= 1;
				forget(room);
			}
		}
	}
	return {
		handle(event) {
			handle(event);
			const out = effects;
			effects = [];
			return out;
		},
		busy: () => log.busy()
	};
}
/** When nobody is left, what can be found again is. */
function forget(room) {
	if (room.guests > 0 || room.working > 0) return;
	room.known = null;
	room.snapped = null;
	room.hidden = void 0;
}
/** Written out in one piece: a copy of a shape would bring its own description of it to every connection. */
function newGuest(conn, nonce) {
	return {
		conn,
		gone: false,
		slow: false,
		reading: 0,
		waiting: [],
		nonce: keyOf(nonce),
		greeted: false,
		malformed: 0,
		rights: /* @__PURE__ */ new Map()
	};
}
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/constants.js
var require_constants = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var BINARY_TYPES = [
		"nodebuffer",
		"arraybuffer",
		"fragments"
	];
	var hasBlob = typeof Blob !== "undefined";
	if (hasBlob) BINARY_TYPES.push("blob");
	module.exports = {
		BINARY_TYPES,
		CLOSE_TIMEOUT: 3e4,
		EMPTY_BUFFER: Buffer.alloc(0),
		GUID: "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
		hasBlob,
		kForOnEventAttribute: Symbol("kIsForOnEventAttribute"),
		kListener: Symbol("kListener"),
		kStatusCode: Symbol("status-code"),
		kWebSocket: Symbol("websocket"),
		NOOP: () => {}
	};
}));
// __vite-optional-peer-dep:bufferutil:ws
var __vite_optional_peer_dep_bufferutil_ws_exports = /* @__PURE__ */ __exportAll({ default: () => __vite_optional_peer_dep_bufferutil_ws_default });
var __vite_optional_peer_dep_bufferutil_ws_default;
var init___vite_optional_peer_dep_bufferutil_ws = __esmMin((() => {
	__vite_optional_peer_dep_bufferutil_ws_default = {};
	throw new Error(`Could not resolve "bufferutil" imported by "ws". Is it installed?`);
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/buffer-util.js
var require_buffer_util = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var { websocketMask, websocketUnmask } = __require("http");
	var { EMPTY_BUFFER } = require_constants();
	var FastBuffer = Buffer[Symbol.species];
	/**
	* Merges an array of buffers into a new buffer.
	*
	* @param {Buffer[]} list The array of buffers to concat
	* @param {Number} totalLength The total length of buffers in the list
	* @return {Buffer} The resulting buffer
	* @public
	*/
	function concat(list, totalLength) {
		if (list.length === 0) return EMPTY_BUFFER;
		if (list.length === 1) return list[0];
		const target = Buffer.allocUnsafe(totalLength);
		let offset = 0;
		for (let i = 0; i < list.length; i++) {
			const buf = list[i];
			target.set(buf, offset);
			offset += buf.length;
		}
		if (offset < totalLength) return new FastBuffer(target.buffer, target.byteOffset, offset);
		return target;
	}
	/**
	* Masks a buffer using the given mask.
	*
	* @param {Buffer} source The buffer to mask
	* @param {Buffer} mask The mask to use
	* @param {Buffer} output The buffer where to store the result
	* @param {Number} offset The offset at which to start writing
	* @param {Number} length The number of bytes to mask.
	* @public
	*/
	function _mask(source, mask, output, offset, length) {
		for (let i = 0; i < length; i++) output[offset + i] = source[i] ^ mask[i & 3];
	}
	/**
	* Unmasks a buffer using the given mask.
	*
	* @param {Buffer} buffer The buffer to unmask
	* @param {Buffer} mask The mask to use
	* @public
	*/
	function _unmask(buffer, mask) {
		for (let i = 0; i < buffer.length; i++) buffer[i] ^= mask[i & 3];
	}
	/**
	* Converts a buffer to an `ArrayBuffer`.
	*
	* @param {Buffer} buf The buffer to convert
	* @return {ArrayBuffer} Converted buffer
	* @public
	*/
	function toArrayBuffer(buf) {
		if (buf.length === buf.buffer.byteLength) return buf.buffer;
		return buf.buffer.slice(buf.byteOffset, buf.byteOffset + buf.length);
	}
	/**
	* Converts `data` to a `Buffer`.
	*
	* @param {*} data The data to convert
	* @return {Buffer} The buffer
	* @throws {TypeError}
	* @public
	*/
	function toBuffer(data) {
		toBuffer.readOnly = true;
		if (Buffer.isBuffer(data)) return data;
		let buf;
		if (data instanceof ArrayBuffer) buf = new FastBuffer(data);
		else if (ArrayBuffer.isView(data)) buf = new FastBuffer(data.buffer, data.byteOffset, data.byteLength);
		else {
			buf = Buffer.from(data);
			toBuffer.readOnly = false;
		}
		return buf;
	}
	module.exports = {
		concat,
		mask: _mask,
		toArrayBuffer,
		toBuffer,
		unmask: _unmask
	};
	if (websocketMask) {
		module.exports.mask = function(source, mask, output, offset, length) {
			if (length < 24) _mask(source, mask, output, offset, length);
			else websocketMask(source, mask, output, offset, length);
		};
		module.exports.unmask = function(buffer, mask) {
			if (buffer.length < 24) _unmask(buffer, mask);
			else websocketUnmask(buffer, mask);
		};
	} else if (!process.env.WS_NO_BUFFER_UTIL) try {
		const bufferUtil = (init___vite_optional_peer_dep_bufferutil_ws(), __toCommonJS(__vite_optional_peer_dep_bufferutil_ws_exports));
		module.exports.mask = function(source, mask, output, offset, length) {
			if (length < 48) _mask(source, mask, output, offset, length);
			else bufferUtil.mask(source, mask, output, offset, length);
		};
		module.exports.unmask = function(buffer, mask) {
			if (buffer.length < 32) _unmask(buffer, mask);
			else bufferUtil.unmask(buffer, mask);
		};
	} catch (e) {}
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/limiter.js
var require_limiter = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var kDone = Symbol("kDone");
	var kRun = Symbol("kRun");
	/**
	* A very simple job queue with adjustable concurrency. Adapted from
	* https://github.com/STRML/async-limiter
	*/
	var Limiter = class {
		/**
		* Creates a new `Limiter`.
		*
		* @param {Number} [concurrency=Infinity] The maximum number of jobs allowed
		*     to run concurrently
		*/
		constructor(concurrency) {
			this[kDone] = () => {
				this.pending--;
				this[kRun]();
			};
			this.concurrency = concurrency || Infinity;
			this.jobs = [];
			this.pending = 0;
		}
		/**
		* Adds a job to the queue.
		*
		* @param {Function} job The job to run
		* @public
		*/
		add(job) {
			this.jobs.push(job);
			this[kRun]();
		}
		/**
		* Removes a job from the queue and runs it if possible.
		*
		* @private
		*/
		[kRun]() {
			if (this.pending === this.concurrency) return;
			if (this.jobs.length) {
				const job = this.jobs.shift();
				this.pending++;
				job(this[kDone]);
			}
		}
	};
	module.exports = Limiter;
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/permessage-deflate.js
var require_permessage_deflate = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var zlib = __require("zlib");
	var bufferUtil = require_buffer_util();
	var Limiter = require_limiter();
	var { kStatusCode } = require_constants();
	var FastBuffer = Buffer[Symbol.species];
	var TRAILER = Buffer.from([
		0,
		0,
		255,
		255
	]);
	var kPerMessageDeflate = Symbol("permessage-deflate");
	var kTotalLength = Symbol("total-length");
	var kCallback = Symbol("callback");
	var kBuffers = Symbol("buffers");
	var kError = Symbol("error");
	var zlibLimiter;
	/**
	* permessage-deflate implementation.
	*/
	var PerMessageDeflate = class {
		/**
		* Creates a PerMessageDeflate instance.
		*
		* @param {Object} [options] Configuration options
		* @param {(Boolean|Number)} [options.clientMaxWindowBits] Advertise support
		*     for, or request, a custom client window size
		* @param {Boolean} [options.clientNoContextTakeover=false] Advertise/
		*     acknowledge disabling of client context takeover
		* @param {Number} [options.concurrencyLimit=10] The number of concurrent
		*     calls to zlib
		* @param {Boolean} [options.isServer=false] Create the instance in either
		*     server or client mode
		* @param {Number} [options.maxPayload=0] The maximum allowed message length
		* @param {(Boolean|Number)} [options.serverMaxWindowBits] Request/confirm the
		*     use of a custom server window size
		* @param {Boolean} [options.serverNoContextTakeover=false] Request/accept
		*     disabling of server context takeover
		* @param {Number} [options.threshold=1024] Size (in bytes) below which
		*     messages should not be compressed if context takeover is disabled
		* @param {Object} [options.zlibDeflateOptions] Options to pass to zlib on
		*     deflate
		* @param {Object} [options.zlibInflateOptions] Options to pass to zlib on
		*     inflate
		*/
		constructor(options) {
			this._options = options || {};
			this._threshold = this._options.threshold !== void 0 ? this._options.threshold : 1024;
			this._maxPayload = this._options.maxPayload | 0;
			this._isServer = !!this._options.isServer;
			this._deflate = null;
			this._inflate = null;
			this.params = null;
			if (!zlibLimiter) zlibLimiter = new Limiter(this._options.concurrencyLimit !== void 0 ? this._options.concurrencyLimit : 10);
		}
		/**
		* @type {String}
		*/
		static get extensionName() {
			return "permessage-deflate";
		}
		/**
		* Create an extension negotiation offer.
		*
		* @return {Object} Extension parameters
		* @public
		*/
		offer() {
			const params = {};
			if (this._options.serverNoContextTakeover) params.server_no_context_takeover = true;
			if (this._options.clientNoContextTakeover) params.client_no_context_takeover = true;
			if (this._options.serverMaxWindowBits) params.server_max_window_bits = this._options.serverMaxWindowBits;
			if (this._options.clientMaxWindowBits) params.client_max_window_bits = this._options.clientMaxWindowBits;
			else if (this._options.clientMaxWindowBits == null) params.client_max_window_bits = true;
			return params;
		}
		/**
		* Accept an extension negotiation offer/response.
		*
		* @param {Array} configurations The extension negotiation offers/reponse
		* @return {Object} Accepted configuration
		* @public
		*/
		accept(configurations) {
			configurations = this.normalizeParams(configurations);
			this.params = this._isServer ? this.acceptAsServer(configurations) : this.acceptAsClient(configurations);
			return this.params;
		}
		/**
		* Releases all resources used by the extension.
		*
		* @public
		*/
		cleanup() {
			if (this._inflate) {
				this._inflate.close();
				this._inflate = null;
			}
			if (this._deflate) {
				const callback = this._deflate[kCallback];
				this._deflate.close();
				this._deflate = null;
				if (callback) callback(/* @__PURE__ */ new Error("The deflate stream was closed while data was being processed"));
			}
		}
		/**
		*  Accept an extension negotiation offer.
		*
		* @param {Array} offers The extension negotiation offers
		* @return {Object} Accepted configuration
		* @private
		*/
		acceptAsServer(offers) {
			const opts = this._options;
			const accepted = offers.find((params) => {
				if (opts.serverNoContextTakeover === false && params.server_no_context_takeover || params.server_max_window_bits && (opts.serverMaxWindowBits === false || typeof opts.serverMaxWindowBits === "number" && opts.serverMaxWindowBits > params.server_max_window_bits) || typeof opts.clientMaxWindowBits === "number" && (typeof params.client_max_window_bits === "number" ? opts.clientMaxWindowBits > params.client_max_window_bits : !params.client_max_window_bits)) return false;
				return true;
			});
			if (!accepted) throw new Error("None of the extension offers can be accepted");
			if (opts.serverNoContextTakeover) accepted.server_no_context_takeover = true;
			if (opts.clientNoContextTakeover) accepted.client_no_context_takeover = true;
			if (typeof opts.serverMaxWindowBits === "number") accepted.server_max_window_bits = opts.serverMaxWindowBits;
			if (typeof opts.clientMaxWindowBits === "number") accepted.client_max_window_bits = opts.clientMaxWindowBits;
			else if (accepted.client_max_window_bits === true || opts.clientMaxWindowBits === false) delete accepted.client_max_window_bits;
			return accepted;
		}
		/**
		* Accept the extension negotiation response.
		*
		* @param {Array} response The extension negotiation response
		* @return {Object} Accepted configuration
		* @private
		*/
		acceptAsClient(response) {
			const params = response[0];
			if (this._options.clientNoContextTakeover === false && params.client_no_context_takeover) throw new Error("Unexpected parameter \"client_no_context_takeover\"");
			if (!params.client_max_window_bits) {
				if (typeof this._options.clientMaxWindowBits === "number") params.client_max_window_bits = this._options.clientMaxWindowBits;
			} else if (this._options.clientMaxWindowBits === false || typeof this._options.clientMaxWindowBits === "number" && params.client_max_window_bits > this._options.clientMaxWindowBits) throw new Error("Unexpected or invalid parameter \"client_max_window_bits\"");
			return params;
		}
		/**
		* Normalize parameters.
		*
		* @param {Array} configurations The extension negotiation offers/reponse
		* @return {Array} The offers/response with normalized parameters
		* @private
		*/
		normalizeParams(configurations) {
			configurations.forEach((params) => {
				Object.keys(params).forEach((key) => {
					let value = params[key];
					if (value.length > 1) throw new Error(`Parameter "${key}" must have only a single value`);
					value = value[0];
					if (key === "client_max_window_bits") {
						if (value !== true) {
							const num = +value;
							if (!Number.isInteger(num) || num < 8 || num > 15) throw new TypeError(`Invalid value for parameter "${key}": ${value}`);
							value = num;
						} else if (!this._isServer) throw new TypeError(`Invalid value for parameter "${key}": ${value}`);
					} else if (key === "server_max_window_bits") {
						const num = +value;
						if (!Number.isInteger(num) || num < 8 || num > 15) throw new TypeError(`Invalid value for parameter "${key}": ${value}`);
						value = num;
					} else if (key === "client_no_context_takeover" || key === "server_no_context_takeover") {
						if (value !== true) throw new TypeError(`Invalid value for parameter "${key}": ${value}`);
					} else throw new Error(`Unknown parameter "${key}"`);
					params[key] = value;
				});
			});
			return configurations;
		}
		/**
		* Decompress data. Concurrency limited.
		*
		* @param {Buffer} data Compressed data
		* @param {Boolean} fin Specifies whether or not this is the last fragment
		* @param {Function} callback Callback
		* @public
		*/
		decompress(data, fin, callback) {
			zlibLimiter.add((done) => {
				this._decompress(data, fin, (err, result) => {
					done();
					callback(err, result);
				});
			});
		}
		/**
		* Compress data. Concurrency limited.
		*
		* @param {(Buffer|String)} data Data to compress
		* @param {Boolean} fin Specifies whether or not this is the last fragment
		* @param {Function} callback Callback
		* @public
		*/
		compress(data, fin, callback) {
			zlibLimiter.add((done) => {
				this._compress(data, fin, (err, result) => {
					done();
					callback(err, result);
				});
			});
		}
		/**
		* Decompress data.
		*
		* @param {Buffer} data Compressed data
		* @param {Boolean} fin Specifies whether or not this is the last fragment
		* @param {Function} callback Callback
		* @private
		*/
		_decompress(data, fin, callback) {
			const endpoint = this._isServer ? "client" : "server";
			if (!this._inflate) {
				const key = `${endpoint}_max_window_bits`;
				const windowBits = typeof this.params[key] !== "number" ? zlib.Z_DEFAULT_WINDOWBITS : this.params[key];
				this._inflate = zlib.createInflateRaw({
					...this._options.zlibInflateOptions,
					windowBits
				});
				this._inflate[kPerMessageDeflate] = this;
				this._inflate[kTotalLength] = 0;
				this._inflate[kBuffers] = [];
				this._inflate.on("error", inflateOnError);
				this._inflate.on("data", inflateOnData);
			}
			this._inflate[kCallback] = callback;
			this._inflate.write(data);
			if (fin) this._inflate.write(TRAILER);
			this._inflate.flush(() => {
				const err = this._inflate[kError];
				if (err) {
					this._inflate.close();
					this._inflate = null;
					callback(err);
					return;
				}
				const data = bufferUtil.concat(this._inflate[kBuffers], this._inflate[kTotalLength]);
				if (this._inflate._readableState.endEmitted) {
					this._inflate.close();
					this._inflate = null;
				} else {
					this._inflate[kTotalLength] = 0;
					this._inflate[kBuffers] = [];
					if (fin && this.params[`${endpoint}_no_context_takeover`]) this._inflate.reset();
				}
				callback(null, data);
			});
		}
		/**
		* Compress data.
		*
		* @param {(Buffer|String)} data Data to compress
		* @param {Boolean} fin Specifies whether or not this is the last fragment
		* @param {Function} callback Callback
		* @private
		*/
		_compress(data, fin, callback) {
			const endpoint = this._isServer ? "server" : "client";
			if (!this._deflate) {
				const key = `${endpoint}_max_window_bits`;
				const windowBits = typeof this.params[key] !== "number" ? zlib.Z_DEFAULT_WINDOWBITS : this.params[key];
				this._deflate = zlib.createDeflateRaw({
					...this._options.zlibDeflateOptions,
					windowBits
				});
				this._deflate[kTotalLength] = 0;
				this._deflate[kBuffers] = [];
				this._deflate.on("data", deflateOnData);
			}
			this._deflate[kCallback] = callback;
			this._deflate.write(data);
			this._deflate.flush(zlib.Z_SYNC_FLUSH, () => {
				if (!this._deflate) return;
				let data = bufferUtil.concat(this._deflate[kBuffers], this._deflate[kTotalLength]);
				if (fin) data = new FastBuffer(data.buffer, data.byteOffset, data.length - 4);
				this._deflate[kCallback] = null;
				this._deflate[kTotalLength] = 0;
				this._deflate[kBuffers] = [];
				if (fin && this.params[`${endpoint}_no_context_takeover`]) this._deflate.reset();
				callback(null, data);
			});
		}
	};
	module.exports = PerMessageDeflate;
	/**
	* The listener of the `zlib.DeflateRaw` stream `'data'` event.
	*
	* @param {Buffer} chunk A chunk of data
	* @private
	*/
	function deflateOnData(chunk) {
		this[kBuffers].push(chunk);
		this[kTotalLength] += chunk.length;
	}
	/**
	* The listener of the `zlib.InflateRaw` stream `'data'` event.
	*
	* @param {Buffer} chunk A chunk of data
	* @private
	*/
	function inflateOnData(chunk) {
		this[kTotalLength] += chunk.length;
		if (this[kPerMessageDeflate]._maxPayload < 1 || this[kTotalLength] <= this[kPerMessageDeflate]._maxPayload) {
			this[kBuffers].push(chunk);
			return;
		}
		this[kError] = /* @__PURE__ */ new RangeError("Max payload size exceeded");
		this[kError].code = "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";
		this[kError][kStatusCode] = 1009;
		this.removeListener("data", inflateOnData);
		this.reset();
	}
	/**
	* The listener of the `zlib.InflateRaw` stream `'error'` event.
	*
	* @param {Error} err The emitted error
	* @private
	*/
	function inflateOnError(err) {
		this[kPerMessageDeflate]._inflate = null;
		if (this[kError]) {
			this[kCallback](this[kError]);
			return;
		}
		err[kStatusCode] = 1007;
		this[kCallback](err);
	}
}));
// __vite-optional-peer-dep:utf-8-validate:ws
var __vite_optional_peer_dep_utf_8_validate_ws_exports = /* @__PURE__ */ __exportAll({ default: () => __vite_optional_peer_dep_utf_8_validate_ws_default });
var __vite_optional_peer_dep_utf_8_validate_ws_default;
var init___vite_optional_peer_dep_utf_8_validate_ws = __esmMin((() => {
	__vite_optional_peer_dep_utf_8_validate_ws_default = {};
	throw new Error(`Could not resolve "utf-8-validate" imported by "ws". Is it installed?`);
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/validation.js
var require_validation = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var { isUtf8 } = __require("buffer");
	var { hasBlob } = require_constants();
	var tokenChars = [
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		1,
		0,
		1,
		1,
		1,
		1,
		1,
		0,
		0,
		1,
		1,
		0,
		1,
		1,
		0,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		0,
		0,
		0,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		1,
		0,
		1,
		0,
		1,
		0
	];
	/**
	* Checks if a status code is allowed in a close frame.
	*
	* @param {Number} code The status code
	* @return {Boolean} `true` if the status code is valid, else `false`
	* @public
	*/
	function isValidStatusCode(code) {
		return code >= 1e3 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006 || code >= 3e3 && code <= 4999;
	}
	/**
	* Checks if a given buffer contains only correct UTF-8.
	* Ported from https://www.cl.cam.ac.uk/%7Emgk25/ucs/utf8_check.c by
	* Markus Kuhn.
	*
	* @param {Buffer} buf The buffer to check
	* @return {Boolean} `true` if `buf` contains only correct UTF-8, else `false`
	* @public
	*/
	function _isValidUTF8(buf) {
		const len = buf.length;
		let i = 0;
		while (i < len) if ((buf[i] & 128) === 0) i++;
		else if ((buf[i] & 224) === 192) {
			if (i + 1 === len || (buf[i + 1] & 192) !== 128 || (buf[i] & 254) === 192) return false;
			i += 2;
		} else if ((buf[i] & 240) === 224) {
			if (i + 2 >= len || (buf[i + 1] & 192) !== 128 || (buf[i + 2] & 192) !== 128 || buf[i] === 224 && (buf[i + 1] & 224) === 128 || buf[i] === 237 && (buf[i + 1] & 224) === 160) return false;
			i += 3;
		} else if ((buf[i] & 248) === 240) {
			if (i + 3 >= len || (buf[i + 1] & 192) !== 128 || (buf[i + 2] & 192) !== 128 || (buf[i + 3] & 192) !== 128 || buf[i] === 240 && (buf[i + 1] & 240) === 128 || buf[i] === 244 && buf[i + 1] > 143 || buf[i] > 244) return false;
			i += 4;
		} else return false;
		return true;
	}
	/**
	* Determines whether a value is a `Blob`.
	*
	* @param {*} value The value to be tested
	* @return {Boolean} `true` if `value` is a `Blob`, else `false`
	* @private
	*/
	function isBlob(value) {
		return hasBlob && typeof value === "object" && typeof value.arrayBuffer === "function" && typeof value.type === "string" && typeof value.stream === "function" && (value[Symbol.toStringTag] === "Blob" || value[Symbol.toStringTag] === "File");
	}
	module.exports = {
		isBlob,
		isValidStatusCode,
		isValidUTF8: _isValidUTF8,
		tokenChars
	};
	if (isUtf8) module.exports.isValidUTF8 = function(buf) {
		return buf.length < 24 ? _isValidUTF8(buf) : isUtf8(buf);
	};
	else if (!process.env.WS_NO_UTF_8_VALIDATE) try {
		const isValidUTF8 = (init___vite_optional_peer_dep_utf_8_validate_ws(), __toCommonJS(__vite_optional_peer_dep_utf_8_validate_ws_exports));
		module.exports.isValidUTF8 = function(buf) {
			return buf.length < 32 ? _isValidUTF8(buf) : isValidUTF8(buf);
		};
	} catch (e) {}
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/receiver.js
var require_receiver = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var { Writable } = __require("stream");
	var PerMessageDeflate = require_permessage_deflate();
	var { BINARY_TYPES, EMPTY_BUFFER, kStatusCode, kWebSocket } = require_constants();
	var { concat, toArrayBuffer, unmask } = require_buffer_util();
	var { isValidStatusCode, isValidUTF8 } = require_validation();
	var FastBuffer = Buffer[Symbol.species];
	var GET_INFO = 0;
	var GET_PAYLOAD_LENGTH_16 = 1;
	var GET_PAYLOAD_LENGTH_64 = 2;
	var GET_MASK = 3;
	var GET_DATA = 4;
	var INFLATING = 5;
	var DEFER_EVENT = 6;
	/**
	* HyBi Receiver implementation.
	*
	* @extends Writable
	*/
	var Receiver = class extends Writable {
		/**
		* Creates a Receiver instance.
		*
		* @param {Object} [options] Options object
		* @param {Boolean} [options.allowSynchronousEvents=true] Specifies whether
		*     any of the `'message'`, `'ping'`, and `'pong'` events can be emitted
		*     multiple times in the same tick
		* @param {String} [options.binaryType=nodebuffer] The type for binary data
		* @param {Object} [options.extensions] An object containing the negotiated
		*     extensions
		* @param {Boolean} [options.isServer=false] Specifies whether to operate in
		*     client or server mode
		* @param {Number} [options.maxBufferedChunks=0] The maximum number of
		*     buffered data chunks
		* @param {Number} [options.maxFragments=0] The maximum number of message
		*     fragments
		* @param {Number} [options.maxPayload=0] The maximum allowed message length
		* @param {Boolean} [options.skipUTF8Validation=false] Specifies whether or
		*     not to skip UTF-8 validation for text and close messages
		*/
		constructor(options = {}) {
			super();
			this._allowSynchronousEvents = options.allowSynchronousEvents !== void 0 ? options.allowSynchronousEvents : true;
			this._binaryType = options.binaryType || BINARY_TYPES[0];
			this._extensions = options.extensions || {};
			this._isServer = !!options.isServer;
			this._maxBufferedChunks = options.maxBufferedChunks | 0;
			this._maxFragments = options.maxFragments | 0;
			this._maxPayload = options.maxPayload | 0;
			this._skipUTF8Validation = !!options.skipUTF8Validation;
			this[kWebSocket] = void 0;
			this._bufferedBytes = 0;
			this._buffers = [];
			this._compressed = false;
			this._payloadLength = 0;
			this._mask = void 0;
			this._fragmented = 0;
			this._masked = false;
			this._fin = false;
			this._opcode = 0;
			this._totalPayloadLength = 0;
			this._messageLength = 0;
			this._numFragments = 0;
			this._fragments = [];
			this._errored = false;
			this._loop = false;
			this._state = GET_INFO;
		}
		/**
		* Implements `Writable.prototype._write()`.
		*
		* @param {Buffer} chunk The chunk of data to write
		* @param {String} encoding The character encoding of `chunk`
		* @param {Function} cb Callback
		* @private
		*/
		_write(chunk, encoding, cb) {
			if (this._opcode === 8 && this._state == GET_INFO) return cb();
			if (this._maxBufferedChunks > 0 && this._buffers.length >= this._maxBufferedChunks) {
				cb(this.createError(RangeError, "Too many buffered chunks", false, 1008, "WS_ERR_TOO_MANY_BUFFERED_PARTS"));
				return;
			}
			this._bufferedBytes += chunk.length;
			this._buffers.push(chunk);
			this.startLoop(cb);
		}
		/**
		* Consumes `n` bytes from the buffered data.
		*
		* @param {Number} n The number of bytes to consume
		* @return {Buffer} The consumed bytes
		* @private
		*/
		consume(n) {
			this._bufferedBytes -= n;
			if (n === this._buffers[0].length) return this._buffers.shift();
			if (n < this._buffers[0].length) {
				const buf = this._buffers[0];
				this._buffers[0] = new FastBuffer(buf.buffer, buf.byteOffset + n, buf.length - n);
				return new FastBuffer(buf.buffer, buf.byteOffset, n);
			}
			const dst = Buffer.allocUnsafe(n);
			do {
				const buf = this._buffers[0];
				const offset = dst.length - n;
				if (n >= buf.length) dst.set(this._buffers.shift(), offset);
				else {
					dst.set(new Uint8Array(buf.buffer, buf.byteOffset, n), offset);
					this._buffers[0] = new FastBuffer(buf.buffer, buf.byteOffset + n, buf.length - n);
				}
				n -= buf.length;
			} while (n > 0);
			return dst;
		}
		/**
		* Starts the parsing loop.
		*
		* @param {Function} cb Callback
		* @private
		*/
		startLoop(cb) {
			this._loop = true;
			do
				switch (this._state) {
					case GET_INFO:
						this.getInfo(cb);
						break;
					case GET_PAYLOAD_LENGTH_16:
						this.getPayloadLength16(cb);
						break;
					case GET_PAYLOAD_LENGTH_64:
						this.getPayloadLength64(cb);
						break;
					case GET_MASK:
						this.getMask();
						break;
					case GET_DATA:
						this.getData(cb);
						break;
					case INFLATING:
					case DEFER_EVENT:
						this._loop = false;
						return;
				}
			while (this._loop);
			if (!this._errored) cb();
		}
		/**
		* Reads the first two bytes of a frame.
		*
		* @param {Function} cb Callback
		* @private
		*/
		getInfo(cb) {
			if (this._bufferedBytes < 2) {
				this._loop = false;
				return;
			}
			const buf = this.consume(2);
			if ((buf[0] & 48) !== 0) {
				cb(this.createError(RangeError, "RSV2 and RSV3 must be clear", true, 1002, "WS_ERR_UNEXPECTED_RSV_2_3"));
				return;
			}
			const compressed = (buf[0] & 64) === 64;
			if (compressed && !this._extensions[PerMessageDeflate.extensionName]) {
				cb(this.createError(RangeError, "RSV1 must be clear", true, 1002, "WS_ERR_UNEXPECTED_RSV_1"));
				return;
			}
			this._fin = (buf[0] & 128) === 128;
			this._opcode = buf[0] & 15;
			this._payloadLength = buf[1] & 127;
			if (this._opcode === 0) {
				if (compressed) {
					cb(this.createError(RangeError, "RSV1 must be clear", true, 1002, "WS_ERR_UNEXPECTED_RSV_1"));
					return;
				}
				if (!this._fragmented) {
					cb(this.createError(RangeError, "invalid opcode 0", true, 1002, "WS_ERR_INVALID_OPCODE"));
					return;
				}
				this._opcode = this._fragmented;
			} else if (this._opcode === 1 || this._opcode === 2) {
				if (this._fragmented) {
					cb(this.createError(RangeError, `invalid opcode ${this._opcode}`, true, 1002, "WS_ERR_INVALID_OPCODE"));
					return;
				}
				this._compressed = compressed;
			} else if (this._opcode > 7 && this._opcode < 11) {
				if (!this._fin) {
					cb(this.createError(RangeError, "FIN must be set", true, 1002, "WS_ERR_EXPECTED_FIN"));
					return;
				}
				if (compressed) {
					cb(this.createError(RangeError, "RSV1 must be clear", true, 1002, "WS_ERR_UNEXPECTED_RSV_1"));
					return;
				}
				if (this._payloadLength > 125 || this._opcode === 8 && this._payloadLength === 1) {
					cb(this.createError(RangeError, `invalid payload length ${this._payloadLength}`, true, 1002, "WS_ERR_INVALID_CONTROL_PAYLOAD_LENGTH"));
					return;
				}
			} else {
				cb(this.createError(RangeError, `invalid opcode ${this._opcode}`, true, 1002, "WS_ERR_INVALID_OPCODE"));
				return;
			}
			if (!this._fin && !this._fragmented) this._fragmented = this._opcode;
			this._masked = (buf[1] & 128) === 128;
			if (this._isServer) {
				if (!this._masked) {
					cb(this.createError(RangeError, "MASK must be set", true, 1002, "WS_ERR_EXPECTED_MASK"));
					return;
				}
			} else if (this._masked) {
				cb(this.createError(RangeError, "MASK must be clear", true, 1002, "WS_ERR_UNEXPECTED_MASK"));
				return;
			}
			if (this._payloadLength === 126) this._state = GET_PAYLOAD_LENGTH_16;
			else if (this._payloadLength === 127) this._state = GET_PAYLOAD_LENGTH_64;
			else this.haveLength(cb);
		}
		/**
		* Gets extended payload length (7+16).
		*
		* @param {Function} cb Callback
		* @private
		*/
		getPayloadLength16(cb) {
			if (this._bufferedBytes < 2) {
				this._loop = false;
				return;
			}
			this._payloadLength = this.consume(2).readUInt16BE(0);
			this.haveLength(cb);
		}
		/**
		* Gets extended payload length (7+64).
		*
		* @param {Function} cb Callback
		* @private
		*/
		getPayloadLength64(cb) {
			if (this._bufferedBytes < 8) {
				this._loop = false;
				return;
			}
			const buf = this.consume(8);
			const num = buf.readUInt32BE(0);
			if (num > Math.pow(2, 21) - 1) {
				cb(this.createError(RangeError, "Unsupported WebSocket frame: payload length > 2^53 - 1", false, 1009, "WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH"));
				return;
			}
			this._payloadLength = num * Math.pow(2, 32) + buf.readUInt32BE(4);
			this.haveLength(cb);
		}
		/**
		* Payload length has been read.
		*
		* @param {Function} cb Callback
		* @private
		*/
		haveLength(cb) {
			if (this._payloadLength && this._opcode < 8) {
				this._totalPayloadLength += this._payloadLength;
				if (this._totalPayloadLength > this._maxPayload && this._maxPayload > 0) {
					cb(this.createError(RangeError, "Max payload size exceeded", false, 1009, "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH"));
					return;
				}
			}
			if (this._masked) this._state = GET_MASK;
			else this._state = GET_DATA;
		}
		/**
		* Reads mask bytes.
		*
		* @private
		*/
		getMask() {
			if (this._bufferedBytes < 4) {
				this._loop = false;
				return;
			}
			this._mask = this.consume(4);
			this._state = GET_DATA;
		}
		/**
		* Reads data bytes.
		*
		* @param {Function} cb Callback
		* @private
		*/
		getData(cb) {
			let data = EMPTY_BUFFER;
			if (this._payloadLength) {
				if (this._bufferedBytes < this._payloadLength) {
					this._loop = false;
					return;
				}
				data = this.consume(this._payloadLength);
				if (this._masked && (this._mask[0] | this._mask[1] | this._mask[2] | this._mask[3]) !== 0) unmask(data, this._mask);
			}
			this._mask = void 0;
			if (this._opcode > 7) {
				this.controlMessage(data, cb);
				return;
			}
			if (this._maxFragments > 0 && ++this._numFragments > this._maxFragments) {
				cb(this.createError(RangeError, "Too many message fragments", false, 1008, "WS_ERR_TOO_MANY_BUFFERED_PARTS"));
				return;
			}
			if (this._compressed) {
				this._state = INFLATING;
				this.decompress(data, cb);
				return;
			}
			if (data.length) {
				this._messageLength = this._totalPayloadLength;
				this._fragments.push(data);
			}
			this.dataMessage(cb);
		}
		/**
		* Decompresses data.
		*
		* @param {Buffer} data Compressed data
		* @param {Function} cb Callback
		* @private
		*/
		decompress(data, cb) {
			this._extensions[PerMessageDeflate.extensionName].decompress(data, this._fin, (err, buf) => {
				if (err) return cb(err);
				if (buf.length) {
					this._messageLength += buf.length;
					if (this._messageLength > this._maxPayload && this._maxPayload > 0) {
						cb(this.createError(RangeError, "Max payload size exceeded", false, 1009, "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH"));
						return;
					}
					this._fragments.push(buf);
				}
				this.dataMessage(cb);
				if (this._state === GET_INFO) this.startLoop(cb);
			});
		}
		/**
		* Handles a data message.
		*
		* @param {Function} cb Callback
		* @private
		*/
		dataMessage(cb) {
			if (!this._fin) {
				this._state = GET_INFO;
				return;
			}
			const messageLength = this._messageLength;
			const fragments = this._fragments;
			this._totalPayloadLength = 0;
			this._messageLength = 0;
			this._fragmented = 0;
			this._numFragments = 0;
			this._fragments = [];
			if (this._opcode === 2) {
				let data;
				if (this._binaryType === "nodebuffer") data = concat(fragments, messageLength);
				else if (this._binaryType === "arraybuffer") data = toArrayBuffer(concat(fragments, messageLength));
				else if (this._binaryType === "blob") data = new Blob(fragments);
				else data = fragments;
				if (this._allowSynchronousEvents) {
					this.emit("message", data, true);
					this._state = GET_INFO;
				} else {
					this._state = DEFER_EVENT;
					setImmediate(() => {
						this.emit("message", data, true);
						this._state = GET_INFO;
						this.startLoop(cb);
					});
				}
			} else {
				const buf = concat(fragments, messageLength);
				if (!this._skipUTF8Validation && !isValidUTF8(buf)) {
					cb(this.createError(Error, "invalid UTF-8 sequence", true, 1007, "WS_ERR_INVALID_UTF8"));
					return;
				}
				if (this._state === INFLATING || this._allowSynchronousEvents) {
					this.emit("message", buf, false);
					this._state = GET_INFO;
				} else {
					this._state = DEFER_EVENT;
					setImmediate(() => {
						this.emit("message", buf, false);
						this._state = GET_INFO;
						this.startLoop(cb);
					});
				}
			}
		}
		/**
		* Handles a control message.
		*
		* @param {Buffer} data Data to handle
		* @return {(Error|RangeError|undefined)} A possible error
		* @private
		*/
		controlMessage(data, cb) {
			if (this._opcode === 8) {
				if (data.length === 0) {
					this._loop = false;
					this.emit("conclude", 1005, EMPTY_BUFFER);
					this.end();
				} else {
					const code = data.readUInt16BE(0);
					if (!isValidStatusCode(code)) {
						cb(this.createError(RangeError, `invalid status code ${code}`, true, 1002, "WS_ERR_INVALID_CLOSE_CODE"));
						return;
					}
					const buf = new FastBuffer(data.buffer, data.byteOffset + 2, data.length - 2);
					if (!this._skipUTF8Validation && !isValidUTF8(buf)) {
						cb(this.createError(Error, "invalid UTF-8 sequence", true, 1007, "WS_ERR_INVALID_UTF8"));
						return;
					}
					this._loop = false;
					this.emit("conclude", code, buf);
					this.end();
				}
				this._state = GET_INFO;
				return;
			}
			if (this._allowSynchronousEvents) {
				this.emit(this._opcode === 9 ? "ping" : "pong", data);
				this._state = GET_INFO;
			} else {
				this._state = DEFER_EVENT;
				setImmediate(() => {
					this.emit(this._opcode === 9 ? "ping" : "pong", data);
					this._state = GET_INFO;
					this.startLoop(cb);
				});
			}
		}
		/**
		* Builds an error object.
		*
		* @param {function(new:Error|RangeError)} ErrorCtor The error constructor
		* @param {String} message The error message
		* @param {Boolean} prefix Specifies whether or not to add a default prefix to
		*     `message`
		* @param {Number} statusCode The status code
		* @param {String} errorCode The exposed error code
		* @return {(Error|RangeError)} The error
		* @private
		*/
		createError(ErrorCtor, message, prefix, statusCode, errorCode) {
			this._loop = false;
			this._errored = true;
			const err = new ErrorCtor(prefix ? `Invalid WebSocket frame: ${message}` : message);
			Error.captureStackTrace(err, this.createError);
			err.code = errorCode;
			err[kStatusCode] = statusCode;
			return err;
		}
	};
	module.exports = Receiver;
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/sender.js
var require_sender = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var { Duplex } = __require("stream");
	var { randomFillSync } = __require("crypto");
	var { types: { isUint8Array } } = __require("util");
	var PerMessageDeflate = require_permessage_deflate();
	var { EMPTY_BUFFER, kWebSocket, NOOP } = require_constants();
	var { isBlob, isValidStatusCode } = require_validation();
	var { mask: applyMask, toBuffer } = require_buffer_util();
	var kByteLength = Symbol("kByteLength");
	var maskBuffer = Buffer.alloc(4);
	var RANDOM_POOL_SIZE = 8192;
	var randomPool;
	var randomPoolPointer = RANDOM_POOL_SIZE;
	var DEFAULT = 0;
	var DEFLATING = 1;
	var GET_BLOB_DATA = 2;
	module.exports = class Sender {
		/**
		* Creates a Sender instance.
		*
		* @param {Duplex} socket The connection socket
		* @param {Object} [extensions] An object containing the negotiated extensions
		* @param {Function} [generateMask] The function used to generate the masking
		*     key
		*/
		constructor(socket, extensions, generateMask) {
			this._extensions = extensions || {};
			if (generateMask) {
				this._generateMask = generateMask;
				this._maskBuffer = Buffer.alloc(4);
			}
			this._socket = socket;
			this._firstFragment = true;
			this._compress = false;
			this._bufferedBytes = 0;
			this._queue = [];
			this._state = DEFAULT;
			this.onerror = NOOP;
			this[kWebSocket] = void 0;
		}
		/**
		* Frames a piece of data according to the HyBi WebSocket protocol.
		*
		* @param {(Buffer|String)} data The data to frame
		* @param {Object} options Options object
		* @param {Boolean} [options.fin=false] Specifies whether or not to set the
		*     FIN bit
		* @param {Function} [options.generateMask] The function used to generate the
		*     masking key
		* @param {Boolean} [options.mask=false] Specifies whether or not to mask
		*     `data`
		* @param {Buffer} [options.maskBuffer] The buffer used to store the masking
		*     key
		* @param {Number} options.opcode The opcode
		* @param {Boolean} [options.readOnly=false] Specifies whether `data` can be
		*     modified
		* @param {Boolean} [options.rsv1=false] Specifies whether or not to set the
		*     RSV1 bit
		* @return {(Buffer|String)[]} The framed data
		* @public
		*/
		static frame(data, options) {
			let mask;
			let merge = false;
			let offset = 2;
			let skipMasking = false;
			if (options.mask) {
				mask = options.maskBuffer || maskBuffer;
				if (options.generateMask) options.generateMask(mask);
				else {
					if (randomPoolPointer === RANDOM_POOL_SIZE) {
						/* istanbul ignore else  */
						if (randomPool === void 0) randomPool = Buffer.alloc(RANDOM_POOL_SIZE);
						randomFillSync(randomPool, 0, RANDOM_POOL_SIZE);
						randomPoolPointer = 0;
					}
					mask[0] = randomPool[randomPoolPointer++];
					mask[1] = randomPool[randomPoolPointer++];
					mask[2] = randomPool[randomPoolPointer++];
					mask[3] = randomPool[randomPoolPointer++];
				}
				skipMasking = (mask[0] | mask[1] | mask[2] | mask[3]) === 0;
				offset = 6;
			}
			let dataLength;
			if (typeof data === "string") {
				if ((!options.mask || skipMasking) && options[kByteLength] !== void 0) dataLength = options[kByteLength];
				else {
					data = Buffer.from(data);
					dataLength = data.length;
				}
			} else {
				dataLength = data.length;
				merge = options.mask && options.readOnly && !skipMasking;
			}
			let payloadLength = dataLength;
			if (dataLength >= 65536) {
				offset += 8;
				payloadLength = 127;
			} else if (dataLength > 125) {
				offset += 2;
				payloadLength = 126;
			}
			const target = Buffer.allocUnsafe(merge ? dataLength + offset : offset);
			target[0] = options.fin ? options.opcode | 128 : options.opcode;
			if (options.rsv1) target[0] |= 64;
			target[1] = payloadLength;
			if (payloadLength === 126) target.writeUInt16BE(dataLength, 2);
			else if (payloadLength === 127) {
				target[2] = target[3] = 0;
				target.writeUIntBE(dataLength, 4, 6);
			}
			if (!options.mask) return dataLength ? [target, data] : [target];
			target[1] |= 128;
			target[offset - 4] = mask[0];
			target[offset - 3] = mask[1];
			target[offset - 2] = mask[2];
			target[offset - 1] = mask[3];
			if (!dataLength) return [target];
			if (skipMasking) return [target, data];
			if (merge) {
				applyMask(data, mask, target, offset, dataLength);
				return [target];
			}
			applyMask(data, mask, data, 0, dataLength);
			return [target, data];
		}
		/**
		* Sends a close message to the other peer.
		*
		* @param {Number} [code] The status code component of the body
		* @param {(String|Buffer)} [data] The message component of the body
		* @param {Boolean} [mask=false] Specifies whether or not to mask the message
		* @param {Function} [cb] Callback
		* @public
		*/
		close(code, data, mask, cb) {
			let buf;
			if (code === void 0) buf = EMPTY_BUFFER;
			else if (typeof code !== "number" || !isValidStatusCode(code)) throw new TypeError("First argument must be a valid error code number");
			else if (data === void 0 || !data.length) {
				buf = Buffer.allocUnsafe(2);
				buf.writeUInt16BE(code, 0);
			} else {
				const length = Buffer.byteLength(data);
				if (length > 123) throw new RangeError("The message must not be greater than 123 bytes");
				buf = Buffer.allocUnsafe(2 + length);
				buf.writeUInt16BE(code, 0);
				if (typeof data === "string") buf.write(data, 2);
				else if (isUint8Array(data)) buf.set(data, 2);
				else throw new TypeError("Second argument must be a string or a Uint8Array");
			}
			const options = {
				[kByteLength]: buf.length,
				fin: true,
				generateMask: this._generateMask,
				mask,
				maskBuffer: this._maskBuffer,
				opcode: 8,
				readOnly: false,
				rsv1: false
			};
			if (this._state !== DEFAULT) this.enqueue([
				this.dispatch,
				buf,
				false,
				options,
				cb
			]);
			else this.sendFrame(Sender.frame(buf, options), cb);
		}
		/**
		* Sends a ping message to the other peer.
		*
		* @param {*} data The message to send
		* @param {Boolean} [mask=false] Specifies whether or not to mask `data`
		* @param {Function} [cb] Callback
		* @public
		*/
		ping(data, mask, cb) {
			let byteLength;
			let readOnly;
			if (typeof data === "string") {
				byteLength = Buffer.byteLength(data);
				readOnly = false;
			} else if (isBlob(data)) {
				byteLength = data.size;
				readOnly = false;
			} else {
				data = toBuffer(data);
				byteLength = data.length;
				readOnly = toBuffer.readOnly;
			}
			if (byteLength > 125) throw new RangeError("The data size must not be greater than 125 bytes");
			const options = {
				[kByteLength]: byteLength,
				fin: true,
				generateMask: this._generateMask,
				mask,
				maskBuffer: this._maskBuffer,
				opcode: 9,
				readOnly,
				rsv1: false
			};
			if (isBlob(data)) {
				if (this._state !== DEFAULT) this.enqueue([
					this.getBlobData,
					data,
					false,
					options,
					cb
				]);
				else this.getBlobData(data, false, options, cb);
			} else if (this._state !== DEFAULT) this.enqueue([
				this.dispatch,
				data,
				false,
				options,
				cb
			]);
			else this.sendFrame(Sender.frame(data, options), cb);
		}
		/**
		* Sends a pong message to the other peer.
		*
		* @param {*} data The message to send
		* @param {Boolean} [mask=false] Specifies whether or not to mask `data`
		* @param {Function} [cb] Callback
		* @public
		*/
		pong(data, mask, cb) {
			let byteLength;
			let readOnly;
			if (typeof data === "string") {
				byteLength = Buffer.byteLength(data);
				readOnly = false;
			} else if (isBlob(data)) {
				byteLength = data.size;
				readOnly = false;
			} else {
				data = toBuffer(data);
				byteLength = data.length;
				readOnly = toBuffer.readOnly;
			}
			if (byteLength > 125) throw new RangeError("The data size must not be greater than 125 bytes");
			const options = {
				[kByteLength]: byteLength,
				fin: true,
				generateMask: this._generateMask,
				mask,
				maskBuffer: this._maskBuffer,
				opcode: 10,
				readOnly,
				rsv1: false
			};
			if (isBlob(data)) {
				if (this._state !== DEFAULT) this.enqueue([
					this.getBlobData,
					data,
					false,
					options,
					cb
				]);
				else this.getBlobData(data, false, options, cb);
			} else if (this._state !== DEFAULT) this.enqueue([
				this.dispatch,
				data,
				false,
				options,
				cb
			]);
			else this.sendFrame(Sender.frame(data, options), cb);
		}
		/**
		* Sends a data message to the other peer.
		*
		* @param {*} data The message to send
		* @param {Object} options Options object
		* @param {Boolean} [options.binary=false] Specifies whether `data` is binary
		*     or text
		* @param {Boolean} [options.compress=false] Specifies whether or not to
		*     compress `data`
		* @param {Boolean} [options.fin=false] Specifies whether the fragment is the
		*     last one
		* @param {Boolean} [options.mask=false] Specifies whether or not to mask
		*     `data`
		* @param {Function} [cb] Callback
		* @public
		*/
		send(data, options, cb) {
			const perMessageDeflate = this._extensions[PerMessageDeflate.extensionName];
			let opcode = options.binary ? 2 : 1;
			let rsv1 = options.compress;
			let byteLength;
			let readOnly;
			if (typeof data === "string") {
				byteLength = Buffer.byteLength(data);
				readOnly = false;
			} else if (isBlob(data)) {
				byteLength = data.size;
				readOnly = false;
			} else {
				data = toBuffer(data);
				byteLength = data.length;
				readOnly = toBuffer.readOnly;
			}
			if (this._firstFragment) {
				this._firstFragment = false;
				if (rsv1 && perMessageDeflate && perMessageDeflate.params[perMessageDeflate._isServer ? "server_no_context_takeover" : "client_no_context_takeover"]) rsv1 = byteLength >= perMessageDeflate._threshold;
				this._compress = rsv1;
			} else {
				rsv1 = false;
				opcode = 0;
			}
			if (options.fin) this._firstFragment = true;
			const opts = {
				[kByteLength]: byteLength,
				fin: options.fin,
				generateMask: this._generateMask,
				mask: options.mask,
				maskBuffer: this._maskBuffer,
				opcode,
				readOnly,
				rsv1
			};
			if (isBlob(data)) {
				if (this._state !== DEFAULT) this.enqueue([
					this.getBlobData,
					data,
					this._compress,
					opts,
					cb
				]);
				else this.getBlobData(data, this._compress, opts, cb);
			} else if (this._state !== DEFAULT) this.enqueue([
				this.dispatch,
				data,
				this._compress,
				opts,
				cb
			]);
			else this.dispatch(data, this._compress, opts, cb);
		}
		/**
		* Gets the contents of a blob as binary data.
		*
		* @param {Blob} blob The blob
		* @param {Boolean} [compress=false] Specifies whether or not to compress
		*     the data
		* @param {Object} options Options object
		* @param {Boolean} [options.fin=false] Specifies whether or not to set the
		*     FIN bit
		* @param {Function} [options.generateMask] The function used to generate the
		*     masking key
		* @param {Boolean} [options.mask=false] Specifies whether or not to mask
		*     `data`
		* @param {Buffer} [options.maskBuffer] The buffer used to store the masking
		*     key
		* @param {Number} options.opcode The opcode
		* @param {Boolean} [options.readOnly=false] Specifies whether `data` can be
		*     modified
		* @param {Boolean} [options.rsv1=false] Specifies whether or not to set the
		*     RSV1 bit
		* @param {Function} [cb] Callback
		* @private
		*/
		getBlobData(blob, compress, options, cb) {
			this._bufferedBytes += options[kByteLength];
			this._state = GET_BLOB_DATA;
			blob.arrayBuffer().then((arrayBuffer) => {
				if (this._socket.destroyed) {
					const err = /* @__PURE__ */ new Error("The socket was closed while the blob was being read");
					process.nextTick(callCallbacks, this, err, cb);
					return;
				}
				this._bufferedBytes -= options[kByteLength];
				const data = toBuffer(arrayBuffer);
				if (!compress) {
					this._state = DEFAULT;
					this.sendFrame(Sender.frame(data, options), cb);
					this.dequeue();
				} else this.dispatch(data, compress, options, cb);
			}).catch((err) => {
				process.nextTick(onError, this, err, cb);
			});
		}
		/**
		* Dispatches a message.
		*
		* @param {(Buffer|String)} data The message to send
		* @param {Boolean} [compress=false] Specifies whether or not to compress
		*     `data`
		* @param {Object} options Options object
		* @param {Boolean} [options.fin=false] Specifies whether or not to set the
		*     FIN bit
		* @param {Function} [options.generateMask] The function used to generate the
		*     masking key
		* @param {Boolean} [options.mask=false] Specifies whether or not to mask
		*     `data`
		* @param {Buffer} [options.maskBuffer] The buffer used to store the masking
		*     key
		* @param {Number} options.opcode The opcode
		* @param {Boolean} [options.readOnly=false] Specifies whether `data` can be
		*     modified
		* @param {Boolean} [options.rsv1=false] Specifies whether or not to set the
		*     RSV1 bit
		* @param {Function} [cb] Callback
		* @private
		*/
		dispatch(data, compress, options, cb) {
			if (!compress) {
				this.sendFrame(Sender.frame(data, options), cb);
				return;
			}
			const perMessageDeflate = this._extensions[PerMessageDeflate.extensionName];
			this._bufferedBytes += options[kByteLength];
			this._state = DEFLATING;
			perMessageDeflate.compress(data, options.fin, (_, buf) => {
				if (this._socket.destroyed) {
					const err = /* @__PURE__ */ new Error("The socket was closed while data was being compressed");
					callCallbacks(this, err, cb);
					return;
				}
				this._bufferedBytes -= options[kByteLength];
				this._state = DEFAULT;
				options.readOnly = false;
				this.sendFrame(Sender.frame(buf, options), cb);
				this.dequeue();
			});
		}
		/**
		* Executes queued send operations.
		*
		* @private
		*/
		dequeue() {
			while (this._state === DEFAULT && this._queue.length) {
				const params = this._queue.shift();
				this._bufferedBytes -= params[3][kByteLength];
				Reflect.apply(params[0], this, params.slice(1));
			}
		}
		/**
		* Enqueues a send operation.
		*
		* @param {Array} params Send operation parameters.
		* @private
		*/
		enqueue(params) {
			this._bufferedBytes += params[3][kByteLength];
			this._queue.push(params);
		}
		/**
		* Sends a frame.
		*
		* @param {(Buffer | String)[]} list The frame to send
		* @param {Function} [cb] Callback
		* @private
		*/
		sendFrame(list, cb) {
			if (list.length === 2) {
				this._socket.cork();
				this._socket.write(list[0]);
				this._socket.write(list[1], cb);
				this._socket.uncork();
			} else this._socket.write(list[0], cb);
		}
	};
	/**
	* Calls queued callbacks with an error.
	*
	* @param {Sender} sender The `Sender` instance
	* @param {Error} err The error to call the callbacks with
	* @param {Function} [cb] The first callback
	* @private
	*/
	function callCallbacks(sender, err, cb) {
		if (typeof cb === "function") cb(err);
		for (let i = 0; i < sender._queue.length; i++) {
			const params = sender._queue[i];
			const callback = params[params.length - 1];
			if (typeof callback === "function") callback(err);
		}
	}
	/**
	* Handles a `Sender` error.
	*
	* @param {Sender} sender The `Sender` instance
	* @param {Error} err The error
	* @param {Function} [cb] The first pending callback
	* @private
	*/
	function onError(sender, err, cb) {
		callCallbacks(sender, err, cb);
		sender.onerror(err);
	}
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/event-target.js
var require_event_target = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var { kForOnEventAttribute, kListener } = require_constants();
	var kCode = Symbol("kCode");
	var kData = Symbol("kData");
	var kError = Symbol("kError");
	var kMessage = Symbol("kMessage");
	var kReason = Symbol("kReason");
	var kTarget = Symbol("kTarget");
	var kType = Symbol("kType");
	var kWasClean = Symbol("kWasClean");
	/**
	* Class representing an event.
	*/
	var Event = class {
		/**
		* Create a new `Event`.
		*
		* @param {String} type The name of the event
		* @throws {TypeError} If the `type` argument is not specified
		*/
		constructor(type) {
			this[kTarget] = null;
			this[kType] = type;
		}
		/**
		* @type {*}
		*/
		get target() {
			return this[kTarget];
		}
		/**
		* @type {String}
		*/
		get type() {
			return this[kType];
		}
	};
	Object.defineProperty(Event.prototype, "target", { enumerable: true });
	Object.defineProperty(Event.prototype, "type", { enumerable: true });
	/**
	* Class representing a close event.
	*
	* @extends Event
	*/
	var CloseEvent = class extends Event {
		/**
		* Create a new `CloseEvent`.
		*
		* @param {String} type The name of the event
		* @param {Object} [options] A dictionary object that allows for setting
		*     attributes via object members of the same name
		* @param {Number} [options.code=0] The status code explaining why the
		*     connection was closed
		* @param {String} [options.reason=''] A human-readable string explaining why
		*     the connection was closed
		* @param {Boolean} [options.wasClean=false] Indicates whether or not the
		*     connection was cleanly closed
		*/
		constructor(type, options = {}) {
			super(type);
			this[kCode] = options.code === void 0 ? 0 : options.code;
			this[kReason] = options.reason === void 0 ? "" : options.reason;
			this[kWasClean] = options.wasClean === void 0 ? false : options.wasClean;
		}
		/**
		* @type {Number}
		*/
		get code() {
			return this[kCode];
		}
		/**
		* @type {String}
		*/
		get reason() {
			return this[kReason];
		}
		/**
		* @type {Boolean}
		*/
		get wasClean() {
			return this[kWasClean];
		}
	};
	Object.defineProperty(CloseEvent.prototype, "code", { enumerable: true });
	Object.defineProperty(CloseEvent.prototype, "reason", { enumerable: true });
	Object.defineProperty(CloseEvent.prototype, "wasClean", { enumerable: true });
	/**
	* Class representing an error event.
	*
	* @extends Event
	*/
	var ErrorEvent = class extends Event {
		/**
		* Create a new `ErrorEvent`.
		*
		* @param {String} type The name of the event
		* @param {Object} [options] A dictionary object that allows for setting
		*     attributes via object members of the same name
		* @param {*} [options.error=null] The error that generated this event
		* @param {String} [options.message=''] The error message
		*/
		constructor(type, options = {}) {
			super(type);
			this[kError] = options.error === void 0 ? null : options.error;
			this[kMessage] = options.message === void 0 ? "" : options.message;
		}
		/**
		* @type {*}
		*/
		get error() {
			return this[kError];
		}
		/**
		* @type {String}
		*/
		get message() {
			return this[kMessage];
		}
	};
	Object.defineProperty(ErrorEvent.prototype, "error", { enumerable: true });
	Object.defineProperty(ErrorEvent.prototype, "message", { enumerable: true });
	/**
	* Class representing a message event.
	*
	* @extends Event
	*/
	var MessageEvent = class extends Event {
		/**
		* Create a new `MessageEvent`.
		*
		* @param {String} type The name of the event
		* @param {Object} [options] A dictionary object that allows for setting
		*     attributes via object members of the same name
		* @param {*} [options.data=null] The message content
		*/
		constructor(type, options = {}) {
			super(type);
			this[kData] = options.data === void 0 ? null : options.data;
		}
		/**
		* @type {*}
		*/
		get data() {
			return this[kData];
		}
	};
	Object.defineProperty(MessageEvent.prototype, "data", { enumerable: true });
	module.exports = {
		CloseEvent,
		ErrorEvent,
		Event,
		EventTarget: {
			/**
			* Register an event listener.
			*
			* @param {String} type A string representing the event type to listen for
			* @param {(Function|Object)} handler The listener to add
			* @param {Object} [options] An options object specifies characteristics about
			*     the event listener
			* @param {Boolean} [options.once=false] A `Boolean` indicating that the
			*     listener should be invoked at most once after being added. If `true`,
			*     the listener would be automatically removed when invoked.
			* @public
			*/
			addEventListener(type, handler, options = {}) {
				for (const listener of this.listeners(type)) if (!options[kForOnEventAttribute] && listener[kListener] === handler && !listener[kForOnEventAttribute]) return;
				let wrapper;
				if (type === "message") wrapper = function onMessage(data, isBinary) {
					const event = new MessageEvent("message", { data: isBinary ? data : data.toString() });
					event[kTarget] = this;
					callListener(handler, this, event);
				};
				else if (type === "close") wrapper = function onClose(code, message) {
					const event = new CloseEvent("close", {
						code,
						reason: message.toString(),
						wasClean: this._closeFrameReceived && this._closeFrameSent
					});
					event[kTarget] = this;
					callListener(handler, this, event);
				};
				else if (type === "error") wrapper = function onError(error) {
					const event = new ErrorEvent("error", {
						error,
						message: error.message
					});
					event[kTarget] = this;
					callListener(handler, this, event);
				};
				else if (type === "open") wrapper = function onOpen() {
					const event = new Event("open");
					event[kTarget] = this;
					callListener(handler, this, event);
				};
				else return;
				wrapper[kForOnEventAttribute] = !!options[kForOnEventAttribute];
				wrapper[kListener] = handler;
				if (options.once) this.once(type, wrapper);
				else this.on(type, wrapper);
			},
			/**
			* Remove an event listener.
			*
			* @param {String} type A string representing the event type to remove
			* @param {(Function|Object)} handler The listener to remove
			* @public
			*/
			removeEventListener(type, handler) {
				for (const listener of this.listeners(type)) if (listener[kListener] === handler && !listener[kForOnEventAttribute]) {
					this.removeListener(type, listener);
					break;
				}
			}
		},
		MessageEvent
	};
	/**
	* Call an event listener
	*
	* @param {(Function|Object)} listener The listener to call
	* @param {*} thisArg The value to use as `this`` when calling the listener
	* @param {Event} event The event to pass to the listener
	* @private
	*/
	function callListener(listener, thisArg, event) {
		if (typeof listener === "object" && listener.handleEvent) listener.handleEvent.call(listener, event);
		else listener.call(thisArg, event);
	}
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/extension.js
var require_extension = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var { tokenChars } = require_validation();
	/**
	* Adds an offer to the map of extension offers or a parameter to the map of
	* parameters.
	*
	* @param {Object} dest The map of extension offers or parameters
	* @param {String} name The extension or parameter name
	* @param {(Object|Boolean|String)} elem The extension parameters or the
	*     parameter value
	* @private
	*/
	function push(dest, name, elem) {
		if (dest[name] === void 0) dest[name] = [elem];
		else dest[name].push(elem);
	}
	/**
	* Parses the `Sec-WebSocket-Extensions` header into an object.
	*
	* @param {String} header The field value of the header
	* @return {Object} The parsed object
	* @public
	*/
	function parse(header) {
		const offers = Object.create(null);
		let params = Object.create(null);
		let mustUnescape = false;
		let isEscaping = false;
		let inQuotes = false;
		let extensionName;
		let paramName;
		let start = -1;
		let code = -1;
		let end = -1;
		let i = 0;
		for (; i < header.length; i++) {
			code = header.charCodeAt(i);
			if (extensionName === void 0) {
				if (end === -1 && tokenChars[code] === 1) {
					if (start === -1) start = i;
				} else if (i !== 0 && (code === 32 || code === 9)) {
					if (end === -1 && start !== -1) end = i;
				} else if (code === 59 || code === 44) {
					if (start === -1) throw new SyntaxError(`Unexpected character at index ${i}`);
					if (end === -1) end = i;
					const name = header.slice(start, end);
					if (code === 44) {
						push(offers, name, params);
						params = Object.create(null);
					} else extensionName = name;
					start = end = -1;
				} else throw new SyntaxError(`Unexpected character at index ${i}`);
			} else if (paramName === void 0) {
				if (end === -1 && tokenChars[code] === 1) {
					if (start === -1) start = i;
				} else if (code === 32 || code === 9) {
					if (end === -1 && start !== -1) end = i;
				} else if (code === 59 || code === 44) {
					if (start === -1) throw new SyntaxError(`Unexpected character at index ${i}`);
					if (end === -1) end = i;
					push(params, header.slice(start, end), true);
					if (code === 44) {
						push(offers, extensionName, params);
						params = Object.create(null);
						extensionName = void 0;
					}
					start = end = -1;
				} else if (code === 61 && start !== -1 && end === -1) {
					paramName = header.slice(start, i);
					start = end = -1;
				} else throw new SyntaxError(`Unexpected character at index ${i}`);
			} else if (isEscaping) {
				if (tokenChars[code] !== 1) throw new SyntaxError(`Unexpected character at index ${i}`);
				if (start === -1) start = i;
				else if (!mustUnescape) mustUnescape = true;
				isEscaping = false;
			} else if (inQuotes) {
				if (tokenChars[code] === 1) {
					if (start === -1) start = i;
				} else if (code === 34 && start !== -1) {
					inQuotes = false;
					end = i;
				} else if (code === 92) isEscaping = true;
				else throw new SyntaxError(`Unexpected character at index ${i}`);
			} else if (code === 34 && header.charCodeAt(i - 1) === 61) inQuotes = true;
			else if (end === -1 && tokenChars[code] === 1) {
				if (start === -1) start = i;
			} else if (start !== -1 && (code === 32 || code === 9)) {
				if (end === -1) end = i;
			} else if (code === 59 || code === 44) {
				if (start === -1) throw new SyntaxError(`Unexpected character at index ${i}`);
				if (end === -1) end = i;
				let value = header.slice(start, end);
				if (mustUnescape) {
					value = value.replace(/\\/g, "");
					mustUnescape = false;
				}
				push(params, paramName, value);
				if (code === 44) {
					push(offers, extensionName, params);
					params = Object.create(null);
					extensionName = void 0;
				}
				paramName = void 0;
				start = end = -1;
			} else throw new SyntaxError(`Unexpected character at index ${i}`);
		}
		if (start === -1 || inQuotes || code === 32 || code === 9) throw new SyntaxError("Unexpected end of input");
		if (end === -1) end = i;
		const token = header.slice(start, end);
		if (extensionName === void 0) push(offers, token, params);
		else {
			if (paramName === void 0) push(params, token, true);
			else if (mustUnescape) push(params, paramName, token.replace(/\\/g, ""));
			else push(params, paramName, token);
			push(offers, extensionName, params);
		}
		return offers;
	}
	/**
	* Builds the `Sec-WebSocket-Extensions` header field value.
	*
	* @param {Object} extensions The map of extensions and parameters to format
	* @return {String} A string representing the given object
	* @public
	*/
	function format(extensions) {
		return Object.keys(extensions).map((extension) => {
			let configurations = extensions[extension];
			if (!Array.isArray(configurations)) configurations = [configurations];
			return configurations.map((params) => {
				return [extension].concat(Object.keys(params).map((k) => {
					let values = params[k];
					if (!Array.isArray(values)) values = [values];
					return values.map((v) => v === true ? k : `${k}=${v}`).join("; ");
				})).join("; ");
			}).join(", ");
		}).join(", ");
	}
	module.exports = {
		format,
		parse
	};
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/websocket.js
var require_websocket = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var EventEmitter = __require("events");
	var https = __require("https");
	var http = __require("http");
	var net = __require("net");
	var querystring = __require("querystring");
	var tls = __require("tls");
	var { randomBytes, createHash } = __require("crypto");
	var { Duplex, Readable } = __require("stream");
	var { URL } = __require("url");
	var PerMessageDeflate = require_permessage_deflate();
	var Receiver = require_receiver();
	var Sender = require_sender();
	var { isBlob } = require_validation();
	var { BINARY_TYPES, CLOSE_TIMEOUT, EMPTY_BUFFER, GUID, kForOnEventAttribute, kListener, kStatusCode, kWebSocket, NOOP } = require_constants();
	var { EventTarget: { addEventListener, removeEventListener } } = require_event_target();
	var { format, parse } = require_extension();
	var { toBuffer } = require_buffer_util();
	var kAborted = Symbol("kAborted");
	var protocolVersions = [8, 13];
	var readyStates = [
		"CONNECTING",
		"OPEN",
		"CLOSING",
		"CLOSED"
	];
	var subprotocolRegex = /^[!#$%&'*+\-.0-9A-Z^_`|a-z~]+$/;
	/**
	* Class representing a WebSocket.
	*
	* @extends EventEmitter
	*/
	var WebSocket = class WebSocket extends EventEmitter {
		/**
		* Create a new `WebSocket`.
		*
		* @param {(String|URL)} address The URL to which to connect
		* @param {(String|String[])} [protocols] The subprotocols
		* @param {Object} [options] Connection options
		*/
		constructor(address, protocols, options) {
			super();
			this._binaryType = BINARY_TYPES[0];
			this._closeCode = 1006;
			this._closeFrameReceived = false;
			this._closeFrameSent = false;
			this._closeMessage = EMPTY_BUFFER;
			this._closeTimer = null;
			this._errorEmitted = false;
			this._extensions = {};
			this._paused = false;
			this._protocol = "";
			this._readyState = WebSocket.CONNECTING;
			this._receiver = null;
			this._sender = null;
			this._socket = null;
			if (address !== null) {
				this._bufferedAmount = 0;
				this._isServer = false;
				this._redirects = 0;
				if (protocols === void 0) {
					if (!options || options.protocols === void 0) protocols = [];
					else if (Array.isArray(options.protocols)) protocols = options.protocols;
					else protocols = [options.protocols];
				} else if (!Array.isArray(protocols)) {
					if (typeof protocols === "object" && protocols !== null) {
						options = protocols;
						if (options.protocols === void 0) protocols = [];
						else if (Array.isArray(options.protocols)) protocols = options.protocols;
						else protocols = [options.protocols];
					} else protocols = [protocols];
				}
				options = initAsClient(this, address, protocols, options);
			} else this._isServer = true;
			if (options.autoPong) {
				this._autoPong = true;
				this._autoPongComplete = () => autoPongComplete(this);
				this._pendingAutoPongs = 0;
				this._maxPendingAutoPongs = options.maxPendingAutoPongs | 0;
			}
			this._closeTimeout = options.closeTimeout;
		}
		/**
		* For historical reasons, the custom "nodebuffer" type is used by the default
		* instead of "blob".
		*
		* @type {String}
		*/
		get binaryType() {
			return this._binaryType;
		}
		set binaryType(type) {
			if (!BINARY_TYPES.includes(type)) return;
			this._binaryType = type;
			if (this._receiver) this._receiver._binaryType = type;
		}
		/**
		* @type {Number}
		*/
		get bufferedAmount() {
			if (!this._socket) return this._bufferedAmount;
			return this._socket._writableState.length + this._sender._bufferedBytes;
		}
		/**
		* @type {String}
		*/
		get extensions() {
			return Object.keys(this._extensions).join();
		}
		/**
		* @type {Boolean}
		*/
		get isPaused() {
			return this._paused;
		}
		/**
		* @type {Function}
		*/
		/* istanbul ignore next */
		get onclose() {
			return null;
		}
		/**
		* @type {Function}
		*/
		/* istanbul ignore next */
		get onerror() {
			return null;
		}
		/**
		* @type {Function}
		*/
		/* istanbul ignore next */
		get onopen() {
			return null;
		}
		/**
		* @type {Function}
		*/
		/* istanbul ignore next */
		get onmessage() {
			return null;
		}
		/**
		* @type {String}
		*/
		get protocol() {
			return this._protocol;
		}
		/**
		* @type {Number}
		*/
		get readyState() {
			return this._readyState;
		}
		/**
		* @type {String}
		*/
		get url() {
			return this._url;
		}
		/**
		* Set up the socket and the internal resources.
		*
		* @param {Duplex} socket The network socket between the server and client
		* @param {Buffer} head The first packet of the upgraded stream
		* @param {Object} options Options object
		* @param {Boolean} [options.allowSynchronousEvents=false] Specifies whether
		*     any of the `'message'`, `'ping'`, and `'pong'` events can be emitted
		*     multiple times in the same tick
		* @param {Function} [options.generateMask] The function used to generate the
		*     masking key
		* @param {Number} [options.maxBufferedChunks=0] The maximum number of
		*     buffered data chunks
		* @param {Number} [options.maxFragments=0] The maximum number of message
		*     fragments
		* @param {Number} [options.maxPayload=0] The maximum allowed message size
		* @param {Boolean} [options.skipUTF8Validation=false] Specifies whether or
		*     not to skip UTF-8 validation for text and close messages
		* @private
		*/
		setSocket(socket, head, options) {
			const receiver = new Receiver({
				allowSynchronousEvents: options.allowSynchronousEvents,
				binaryType: this.binaryType,
				extensions: this._extensions,
				isServer: this._isServer,
				maxBufferedChunks: options.maxBufferedChunks,
				maxFragments: options.maxFragments,
				maxPayload: options.maxPayload,
				skipUTF8Validation: options.skipUTF8Validation
			});
			const sender = new Sender(socket, this._extensions, options.generateMask);
			this._receiver = receiver;
			this._sender = sender;
			this._socket = socket;
			receiver[kWebSocket] = this;
			sender[kWebSocket] = this;
			socket[kWebSocket] = this;
			receiver.on("conclude", receiverOnConclude);
			receiver.on("drain", receiverOnDrain);
			receiver.on("error", receiverOnError);
			receiver.on("message", receiverOnMessage);
			receiver.on("ping", receiverOnPing);
			receiver.on("pong", receiverOnPong);
			sender.onerror = senderOnError;
			if (socket.setTimeout) socket.setTimeout(0);
			if (socket.setNoDelay) socket.setNoDelay();
			if (head.length > 0) socket.unshift(head);
			socket.on("close", socketOnClose);
			socket.on("data", socketOnData);
			socket.on("end", socketOnEnd);
			socket.on("error", socketOnError);
			this._readyState = WebSocket.OPEN;
			this.emit("open");
		}
		/**
		* Emit the `'close'` event.
		*
		* @private
		*/
		emitClose() {
			if (!this._socket) {
				this._readyState = WebSocket.CLOSED;
				this.emit("close", this._closeCode, this._closeMessage);
				return;
			}
			if (this._extensions[PerMessageDeflate.extensionName]) this._extensions[PerMessageDeflate.extensionName].cleanup();
			this._receiver.removeAllListeners();
			this._readyState = WebSocket.CLOSED;
			this.emit("close", this._closeCode, this._closeMessage);
		}
		/**
		* Start a closing handshake.
		*
		*          +----------+   +-----------+   +----------+
		*     - - -|ws.close()|-->|close frame|-->|ws.close()|- - -
		*    |     +----------+   +-----------+   +----------+     |
		*          +----------+   +-----------+         |
		* CLOSING  |ws.close()|<--|close frame|<--+-----+       CLOSING
		*          +----------+   +-----------+   |
		*    |           |                        |   +---+        |
		*                +------------------------+-->|fin| - - - -
		*    |         +---+                      |   +---+
		*     - - - - -|fin|<---------------------+
		*              +---+
		*
		* @param {Number} [code] Status code explaining why the connection is closing
		* @param {(String|Buffer)} [data] The reason why the connection is
		*     closing
		* @public
		*/
		close(code, data) {
			if (this.readyState === WebSocket.CLOSED) return;
			if (this.readyState === WebSocket.CONNECTING) {
				abortHandshake(this, this._req, "WebSocket was closed before the connection was established");
				return;
			}
			if (this.readyState === WebSocket.CLOSING) {
				if (this._closeFrameSent && (this._closeFrameReceived || this._receiver._writableState.errorEmitted)) this._socket.end();
				return;
			}
			this._sender.close(code, data, !this._isServer, (err) => {
				if (err) return;
				this._closeFrameSent = true;
				if (this._closeFrameReceived || this._receiver._writableState.errorEmitted) this._socket.end();
			});
			this._readyState = WebSocket.CLOSING;
			setCloseTimer(this);
		}
		/**
		* Pause the socket.
		*
		* @public
		*/
		pause() {
			if (this.readyState === WebSocket.CONNECTING || this.readyState === WebSocket.CLOSED) return;
			this._paused = true;
			this._socket.pause();
		}
		/**
		* Send a ping.
		*
		* @param {*} [data] The data to send
		* @param {Boolean} [mask] Indicates whether or not to mask `data`
		* @param {Function} [cb] Callback which is executed when the ping is sent
		* @public
		*/
		ping(data, mask, cb) {
			if (this.readyState === WebSocket.CONNECTING) throw new Error("WebSocket is not open: readyState 0 (CONNECTING)");
			if (typeof data === "function") {
				cb = data;
				data = mask = void 0;
			} else if (typeof mask === "function") {
				cb = mask;
				mask = void 0;
			}
			if (typeof data === "number") data = data.toString();
			if (this.readyState !== WebSocket.OPEN) {
				sendAfterClose(this, data, cb);
				return;
			}
			if (mask === void 0) mask = !this._isServer;
			this._sender.ping(data || EMPTY_BUFFER, mask, cb);
		}
		/**
		* Send a pong.
		*
		* @param {*} [data] The data to send
		* @param {Boolean} [mask] Indicates whether or not to mask `data`
		* @param {Function} [cb] Callback which is executed when the pong is sent
		* @public
		*/
		pong(data, mask, cb) {
			if (this.readyState === WebSocket.CONNECTING) throw new Error("WebSocket is not open: readyState 0 (CONNECTING)");
			if (typeof data === "function") {
				cb = data;
				data = mask = void 0;
			} else if (typeof mask === "function") {
				cb = mask;
				mask = void 0;
			}
			if (typeof data === "number") data = data.toString();
			if (this.readyState !== WebSocket.OPEN) {
				sendAfterClose(this, data, cb);
				return;
			}
			if (mask === void 0) mask = !this._isServer;
			this._sender.pong(data || EMPTY_BUFFER, mask, cb);
		}
		/**
		* Resume the socket.
		*
		* @public
		*/
		resume() {
			if (this.readyState === WebSocket.CONNECTING || this.readyState === WebSocket.CLOSED) return;
			this._paused = false;
			if (!this._receiver._writableState.needDrain) this._socket.resume();
		}
		/**
		* Send a data message.
		*
		* @param {*} data The message to send
		* @param {Object} [options] Options object
		* @param {Boolean} [options.binary] Specifies whether `data` is binary or
		*     text
		* @param {Boolean} [options.compress] Specifies whether or not to compress
		*     `data`
		* @param {Boolean} [options.fin=true] Specifies whether the fragment is the
		*     last one
		* @param {Boolean} [options.mask] Specifies whether or not to mask `data`
		* @param {Function} [cb] Callback which is executed when data is written out
		* @public
		*/
		send(data, options, cb) {
			if (this.readyState === WebSocket.CONNECTING) throw new Error("WebSocket is not open: readyState 0 (CONNECTING)");
			if (typeof options === "function") {
				cb = options;
				options = {};
			}
			if (typeof data === "number") data = data.toString();
			if (this.readyState !== WebSocket.OPEN) {
				sendAfterClose(this, data, cb);
				return;
			}
			const opts = {
				binary: typeof data !== "string",
				mask: !this._isServer,
				compress: true,
				fin: true,
				...options
			};
			if (!this._extensions[PerMessageDeflate.extensionName]) opts.compress = false;
			this._sender.send(data || EMPTY_BUFFER, opts, cb);
		}
		/**
		* Forcibly close the connection.
		*
		* @public
		*/
		terminate() {
			if (this.readyState === WebSocket.CLOSED) return;
			if (this.readyState === WebSocket.CONNECTING) {
				abortHandshake(this, this._req, "WebSocket was closed before the connection was established");
				return;
			}
			if (this._socket) {
				this._readyState = WebSocket.CLOSING;
				this._socket.destroy();
			}
		}
	};
	/**
	* @constant {Number} CONNECTING
	* @memberof WebSocket
	*/
	Object.defineProperty(WebSocket, "CONNECTING", {
		enumerable: true,
		value: readyStates.indexOf("CONNECTING")
	});
	/**
	* @constant {Number} CONNECTING
	* @memberof WebSocket.prototype
	*/
	Object.defineProperty(WebSocket.prototype, "CONNECTING", {
		enumerable: true,
		value: readyStates.indexOf("CONNECTING")
	});
	/**
	* @constant {Number} OPEN
	* @memberof WebSocket
	*/
	Object.defineProperty(WebSocket, "OPEN", {
		enumerable: true,
		value: readyStates.indexOf("OPEN")
	});
	/**
	* @constant {Number} OPEN
	* @memberof WebSocket.prototype
	*/
	Object.defineProperty(WebSocket.prototype, "OPEN", {
		enumerable: true,
		value: readyStates.indexOf("OPEN")
	});
	/**
	* @constant {Number} CLOSING
	* @memberof WebSocket
	*/
	Object.defineProperty(WebSocket, "CLOSING", {
		enumerable: true,
		value: readyStates.indexOf("CLOSING")
	});
	/**
	* @constant {Number} CLOSING
	* @memberof WebSocket.prototype
	*/
	Object.defineProperty(WebSocket.prototype, "CLOSING", {
		enumerable: true,
		value: readyStates.indexOf("CLOSING")
	});
	/**
	* @constant {Number} CLOSED
	* @memberof WebSocket
	*/
	Object.defineProperty(WebSocket, "CLOSED", {
		enumerable: true,
		value: readyStates.indexOf("CLOSED")
	});
	/**
	* @constant {Number} CLOSED
	* @memberof WebSocket.prototype
	*/
	Object.defineProperty(WebSocket.prototype, "CLOSED", {
		enumerable: true,
		value: readyStates.indexOf("CLOSED")
	});
	[
		"binaryType",
		"bufferedAmount",
		"extensions",
		"isPaused",
		"protocol",
		"readyState",
		"url"
	].forEach((property) => {
		Object.defineProperty(WebSocket.prototype, property, { enumerable: true });
	});
	[
		"open",
		"error",
		"close",
		"message"
	].forEach((method) => {
		Object.defineProperty(WebSocket.prototype, `on${method}`, {
			enumerable: true,
			get() {
				for (const listener of this.listeners(method)) if (listener[kForOnEventAttribute]) return listener[kListener];
				return null;
			},
			set(handler) {
				for (const listener of this.listeners(method)) if (listener[kForOnEventAttribute]) {
					this.removeListener(method, listener);
					break;
				}
				if (typeof handler !== "function") return;
				this.addEventListener(method, handler, { [kForOnEventAttribute]: true });
			}
		});
	});
	WebSocket.prototype.addEventListener = addEventListener;
	WebSocket.prototype.removeEventListener = removeEventListener;
	module.exports = WebSocket;
	/**
	* Initialize a WebSocket client.
	*
	* @param {WebSocket} websocket The client to initialize
	* @param {(String|URL)} address The URL to which to connect
	* @param {Array} protocols The subprotocols
	* @param {Object} [options] Connection options
	* @param {Boolean} [options.allowSynchronousEvents=true] Specifies whether any
	*     of the `'message'`, `'ping'`, and `'pong'` events can be emitted multiple
	*     times in the same tick
	* @param {Boolean} [options.autoPong=true] Specifies whether or not to
	*     automatically send a pong in response to a ping
	* @param {Number} [options.closeTimeout=30000] Duration in milliseconds to wait
	*     for the closing handshake to finish after `websocket.close()` is called
	* @param {Function} [options.finishRequest] A function which can be used to
	*     customize the headers of each http request before it is sent
	* @param {Boolean} [options.followRedirects=false] Whether or not to follow
	*     redirects
	* @param {Function} [options.generateMask] The function used to generate the
	*     masking key
	* @param {Number} [options.handshakeTimeout] Timeout in milliseconds for the
	*     handshake request
	* @param {Number} [options.maxBufferedChunks=262144] The maximum number of
	*     buffered data chunks
	* @param {Number} [options.maxFragments=16384] The maximum number of message
	*     fragments
	* @param {Number} [options.maxPayload=104857600] The maximum allowed message
	*     size
	* @param {Number} [options.maxPendingAutoPongs=60] The maximum number of
	*     pending automatic pongs
	* @param {Number} [options.maxRedirects=10] The maximum number of redirects
	*     allowed
	* @param {String} [options.origin] Value of the `Origin` or
	*     `Sec-WebSocket-Origin` header
	* @param {(Boolean|Object)} [options.perMessageDeflate=true] Enable/disable
	*     permessage-deflate
	* @param {Number} [options.protocolVersion=13] Value of the
	*     `Sec-WebSocket-Version` header
	* @param {Boolean} [options.skipUTF8Validation=false] Specifies whether or
	*     not to skip UTF-8 validation for text and close messages
	* @return {Object} The resolved options object used for initialization
	* @private
	*/
	function initAsClient(websocket, address, protocols, options) {
		const opts = {
			allowSynchronousEvents: true,
			autoPong: true,
			closeTimeout: CLOSE_TIMEOUT,
			protocolVersion: protocolVersions[1],
			maxBufferedChunks: 262144,
			maxFragments: 16384,
			maxPayload: 104857600,
			maxPendingAutoPongs: 60,
			skipUTF8Validation: false,
			perMessageDeflate: true,
			followRedirects: false,
			maxRedirects: 10,
			...options,
			socketPath: void 0,
			hostname: void 0,
			protocol: void 0,
			protocols: void 0,
			timeout: void 0,
			method: "GET",
			host: void 0,
			path: void 0,
			port: void 0
		};
		if (!protocolVersions.includes(opts.protocolVersion)) throw new RangeError(`Unsupported protocol version: ${opts.protocolVersion} (supported versions: ${protocolVersions.join(", ")})`);
		let parsedUrl;
		if (address instanceof URL) parsedUrl = address;
		else try {
			parsedUrl = new URL(address);
		} catch {
			throw new SyntaxError(`Invalid URL: ${address}`);
		}
		if (parsedUrl.protocol === "http:" || parsedUrl.protocol === "https:") {
			parsedUrl = new URL(parsedUrl);
			parsedUrl.protocol = parsedUrl.protocol === "http:" ? "ws:" : "wss:";
		}
		websocket._url = parsedUrl.href;
		const isSecure = parsedUrl.protocol === "wss:";
		const isIpcUrl = parsedUrl.protocol === "ws+unix:";
		let invalidUrlMessage;
		if (parsedUrl.protocol !== "ws:" && !isSecure && !isIpcUrl) invalidUrlMessage = "The URL's protocol must be one of \"ws:\", \"wss:\", \"http:\", \"https:\", or \"ws+unix:\"";
		else if (isIpcUrl && !parsedUrl.pathname) invalidUrlMessage = "The URL's pathname is empty";
		else if (parsedUrl.hash) invalidUrlMessage = "The URL contains a fragment identifier";
		if (invalidUrlMessage) {
			const err = new SyntaxError(invalidUrlMessage);
			if (websocket._redirects === 0) throw err;
			else {
				emitErrorAndClose(websocket, err);
				return;
			}
		}
		const defaultPort = isSecure ? 443 : 80;
		const key = randomBytes(16).toString("base64");
		const request = isSecure ? https.request : http.request;
		const protocolSet = /* @__PURE__ */ new Set();
		let perMessageDeflate;
		opts.createConnection = opts.createConnection || (isSecure ? tlsConnect : netConnect);
		opts.defaultPort = opts.defaultPort || defaultPort;
		opts.port = parsedUrl.port || defaultPort;
		opts.host = parsedUrl.hostname.startsWith("[") ? parsedUrl.hostname.slice(1, -1) : parsedUrl.hostname;
		opts.headers = {
			...opts.headers,
			"Sec-WebSocket-Version": opts.protocolVersion,
			"Sec-WebSocket-Key": key,
			Connection: "Upgrade",
			Upgrade: "websocket"
		};
		opts.path = parsedUrl.pathname + parsedUrl.search;
		opts.timeout = opts.handshakeTimeout;
		if (opts.perMessageDeflate) {
			perMessageDeflate = new PerMessageDeflate({
				...opts.perMessageDeflate,
				isServer: false,
				maxPayload: opts.maxPayload
			});
			opts.headers["Sec-WebSocket-Extensions"] = format({ [PerMessageDeflate.extensionName]: perMessageDeflate.offer() });
		}
		if (protocols.length) {
			for (const protocol of protocols) {
				if (typeof protocol !== "string" || !subprotocolRegex.test(protocol) || protocolSet.has(protocol)) throw new SyntaxError("An invalid or duplicated subprotocol was specified");
				protocolSet.add(protocol);
			}
			opts.headers["Sec-WebSocket-Protocol"] = protocols.join(",");
		}
		if (opts.origin) {
			if (opts.protocolVersion < 13) opts.headers["Sec-WebSocket-Origin"] = opts.origin;
			else opts.headers.Origin = opts.origin;
		}
		if (parsedUrl.username || parsedUrl.password) opts.auth = `${querystring.unescape(parsedUrl.username)}:${querystring.unescape(parsedUrl.password)}`;
		if (isIpcUrl) {
			const i = opts.path.indexOf(":");
			if (i === -1) {
				opts.socketPath = opts.path;
				opts.path = "";
			} else {
				opts.socketPath = opts.path.slice(0, i);
				opts.path = opts.path.slice(i + 1);
			}
		}
		let req;
		if (opts.followRedirects) {
			if (websocket._redirects === 0) {
				websocket._originalIpc = isIpcUrl;
				websocket._originalSecure = isSecure;
				websocket._originalHostOrSocketPath = isIpcUrl ? opts.socketPath : parsedUrl.host;
				const headers = options && options.headers;
				options = {
					...options,
					headers: {}
				};
				if (headers) for (const [key, value] of Object.entries(headers)) options.headers[key.toLowerCase()] = value;
			} else if (websocket.listenerCount("redirect") === 0) {
				const isSameHost = isIpcUrl ? websocket._originalIpc ? opts.socketPath === websocket._originalHostOrSocketPath : false : websocket._originalIpc ? false : parsedUrl.host === websocket._originalHostOrSocketPath;
				if (!isSameHost || websocket._originalSecure && !isSecure) {
					delete opts.headers.authorization;
					delete opts.headers.cookie;
					if (!isSameHost) delete opts.headers.host;
					opts.auth = void 0;
				}
			}
			if (opts.auth && !options.headers.authorization) options.headers.authorization = "Basic " + Buffer.from(opts.auth).toString("base64");
			req = websocket._req = request(opts);
			if (websocket._redirects) websocket.emit("redirect", websocket.url, req);
		} else req = websocket._req = request(opts);
		if (opts.timeout) req.on("timeout", () => {
			abortHandshake(websocket, req, "Opening handshake has timed out");
		});
		req.on("error", (err) => {
			if (req === null || req[kAborted]) return;
			req = websocket._req = null;
			emitErrorAndClose(websocket, err);
		});
		req.on("response", (res) => {
			const location = res.headers.location;
			const statusCode = res.statusCode;
			if (location && opts.followRedirects && statusCode >= 300 && statusCode < 400) {
				if (++websocket._redirects > opts.maxRedirects) {
					abortHandshake(websocket, req, "Maximum redirects exceeded");
					return;
				}
				req.abort();
				let addr;
				try {
					addr = new URL(location, address);
				} catch (e) {
					emitErrorAndClose(websocket, /* @__PURE__ */ new SyntaxError(`Invalid URL: ${location}`));
					return;
				}
				initAsClient(websocket, addr, protocols, options);
			} else if (!websocket.emit("unexpected-response", req, res)) abortHandshake(websocket, req, `Unexpected server response: ${res.statusCode}`);
		});
		req.on("upgrade", (res, socket, head) => {
			websocket.emit("upgrade", res);
			if (websocket.readyState !== WebSocket.CONNECTING) return;
			req = websocket._req = null;
			const upgrade = res.headers.upgrade;
			if (upgrade === void 0 || upgrade.toLowerCase() !== "websocket") {
				abortHandshake(websocket, socket, "Invalid Upgrade header");
				return;
			}
			const digest = createHash("sha1").update(key + GUID).digest("base64");
			if (res.headers["sec-websocket-accept"] !== digest) {
				abortHandshake(websocket, socket, "Invalid Sec-WebSocket-Accept header");
				return;
			}
			const serverProt = res.headers["sec-websocket-protocol"];
			let protError;
			if (serverProt !== void 0) {
				if (!protocolSet.size) protError = "Server sent a subprotocol but none was requested";
				else if (!protocolSet.has(serverProt)) protError = "Server sent an invalid subprotocol";
			} else if (protocolSet.size) protError = "Server sent no subprotocol";
			if (protError) {
				abortHandshake(websocket, socket, protError);
				return;
			}
			if (serverProt) websocket._protocol = serverProt;
			const secWebSocketExtensions = res.headers["sec-websocket-extensions"];
			if (secWebSocketExtensions !== void 0) {
				if (!perMessageDeflate) {
					abortHandshake(websocket, socket, "Server sent a Sec-WebSocket-Extensions header but no extension was requested");
					return;
				}
				let extensions;
				try {
					extensions = parse(secWebSocketExtensions);
				} catch (err) {
					abortHandshake(websocket, socket, "Invalid Sec-WebSocket-Extensions header");
					return;
				}
				const extensionNames = Object.keys(extensions);
				if (extensionNames.length !== 1 || extensionNames[0] !== PerMessageDeflate.extensionName) {
					abortHandshake(websocket, socket, "Server indicated an extension that was not requested");
					return;
				}
				try {
					perMessageDeflate.accept(extensions[PerMessageDeflate.extensionName]);
				} catch (err) {
					abortHandshake(websocket, socket, "Invalid Sec-WebSocket-Extensions header");
					return;
				}
				websocket._extensions[PerMessageDeflate.extensionName] = perMessageDeflate;
			}
			websocket.setSocket(socket, head, {
				allowSynchronousEvents: opts.allowSynchronousEvents,
				generateMask: opts.generateMask,
				maxBufferedChunks: opts.maxBufferedChunks,
				maxFragments: opts.maxFragments,
				maxPayload: opts.maxPayload,
				skipUTF8Validation: opts.skipUTF8Validation
			});
		});
		if (opts.finishRequest) opts.finishRequest(req, websocket);
		else req.end();
		return opts;
	}
	/**
	* Emit the `'error'` and `'close'` events.
	*
	* @param {WebSocket} websocket The WebSocket instance
	* @param {Error} The error to emit
	* @private
	*/
	function emitErrorAndClose(websocket, err) {
		websocket._readyState = WebSocket.CLOSING;
		websocket._errorEmitted = true;
		websocket.emit("error", err);
		websocket.emitClose();
	}
	/**
	* Create a `net.Socket` and initiate a connection.
	*
	* @param {Object} options Connection options
	* @return {net.Socket} The newly created socket used to start the connection
	* @private
	*/
	function netConnect(options) {
		options.path = options.socketPath;
		return net.connect(options);
	}
	/**
	* Create a `tls.TLSSocket` and initiate a connection.
	*
	* @param {Object} options Connection options
	* @return {tls.TLSSocket} The newly created socket used to start the connection
	* @private
	*/
	function tlsConnect(options) {
		options.path = void 0;
		if (!options.servername && options.servername !== "") options.servername = net.isIP(options.host) ? "" : options.host;
		return tls.connect(options);
	}
	/**
	* Abort the handshake and emit an error.
	*
	* @param {WebSocket} websocket The WebSocket instance
	* @param {(http.ClientRequest|net.Socket|tls.Socket)} stream The request to
	*     abort or the socket to destroy
	* @param {String} message The error message
	* @private
	*/
	function abortHandshake(websocket, stream, message) {
		websocket._readyState = WebSocket.CLOSING;
		const err = new Error(message);
		Error.captureStackTrace(err, abortHandshake);
		if (stream.setHeader) {
			stream[kAborted] = true;
			stream.abort();
			if (stream.socket && !stream.socket.destroyed) stream.socket.destroy();
			process.nextTick(emitErrorAndClose, websocket, err);
		} else {
			stream.destroy(err);
			stream.once("error", websocket.emit.bind(websocket, "error"));
			stream.once("close", websocket.emitClose.bind(websocket));
		}
	}
	/**
	* Handle cases where the `ping()`, `pong()`, or `send()` methods are called
	* when the `readyState` attribute is `CLOSING` or `CLOSED`.
	*
	* @param {WebSocket} websocket The WebSocket instance
	* @param {*} [data] The data to send
	* @param {Function} [cb] Callback
	* @private
	*/
	function sendAfterClose(websocket, data, cb) {
		if (data) {
			const length = isBlob(data) ? data.size : toBuffer(data).length;
			if (websocket._socket) websocket._sender._bufferedBytes += length;
			else websocket._bufferedAmount += length;
		}
		if (cb) {
			const err = /* @__PURE__ */ new Error(`WebSocket is not open: readyState ${websocket.readyState} (${readyStates[websocket.readyState]})`);
			process.nextTick(cb, err);
		}
	}
	/**
	* The listener of the `Receiver` `'conclude'` event.
	*
	* @param {Number} code The status code
	* @param {Buffer} reason The reason for closing
	* @private
	*/
	function receiverOnConclude(code, reason) {
		const websocket = this[kWebSocket];
		websocket._closeFrameReceived = true;
		websocket._closeCode = code;
		if (reason.length === 0) websocket._closeMessage = EMPTY_BUFFER;
		else {
			websocket._closeMessage = Buffer.allocUnsafeSlow(reason.length);
			websocket._closeMessage.set(reason);
		}
		if (websocket._socket[kWebSocket] === void 0) return;
		websocket._socket.removeListener("data", socketOnData);
		process.nextTick(resume, websocket._socket);
		if (code === 1005) websocket.close();
		else websocket.close(code, reason);
	}
	/**
	* The listener of the `Receiver` `'drain'` event.
	*
	* @private
	*/
	function receiverOnDrain() {
		const websocket = this[kWebSocket];
		if (!websocket.isPaused) websocket._socket.resume();
	}
	/**
	* The listener of the `Receiver` `'error'` event.
	*
	* @param {(RangeError|Error)} err The emitted error
	* @private
	*/
	function receiverOnError(err) {
		const websocket = this[kWebSocket];
		if (websocket._socket[kWebSocket] !== void 0) {
			websocket._socket.removeListener("data", socketOnData);
			process.nextTick(resume, websocket._socket);
			websocket.close(err[kStatusCode]);
		}
		if (!websocket._errorEmitted) {
			websocket._errorEmitted = true;
			websocket.emit("error", err);
		}
	}
	/**
	* The listener of the `Receiver` `'finish'` event.
	*
	* @private
	*/
	function receiverOnFinish() {
		this[kWebSocket].emitClose();
	}
	/**
	* The listener of the `Receiver` `'message'` event.
	*
	* @param {Buffer|ArrayBuffer|Buffer[])} data The message
	* @param {Boolean} isBinary Specifies whether the message is binary or not
	* @private
	*/
	function receiverOnMessage(data, isBinary) {
		this[kWebSocket].emit("message", data, isBinary);
	}
	/**
	* The listener of the `Receiver` `'ping'` event.
	*
	* @param {Buffer} data The data included in the ping frame
	* @private
	*/
	function receiverOnPing(data) {
		const websocket = this[kWebSocket];
		if (websocket._autoPong && websocket.readyState === WebSocket.OPEN) {
			if (websocket._maxPendingAutoPongs > 0 && websocket._pendingAutoPongs >= websocket._maxPendingAutoPongs) websocket.terminate();
			else {
				websocket._pendingAutoPongs++;
				websocket.pong(data, !this._isServer, websocket._autoPongComplete);
			}
		}
		websocket.emit("ping", data);
	}
	/**
	* The callback for automatic pong responses.
	*
	* @param {WebSocket} websocket The WebSocket instance
	* @private
	*/
	function autoPongComplete(websocket) {
		websocket._pendingAutoPongs--;
	}
	/**
	* The listener of the `Receiver` `'pong'` event.
	*
	* @param {Buffer} data The data included in the pong frame
	* @private
	*/
	function receiverOnPong(data) {
		this[kWebSocket].emit("pong", data);
	}
	/**
	* Resume a readable stream
	*
	* @param {Readable} stream The readable stream
	* @private
	*/
	function resume(stream) {
		stream.resume();
	}
	/**
	* The `Sender` error event handler.
	*
	* @param {Error} The error
	* @private
	*/
	function senderOnError(err) {
		const websocket = this[kWebSocket];
		if (websocket.readyState === WebSocket.CLOSED) return;
		if (websocket.readyState === WebSocket.OPEN) {
			websocket._readyState = WebSocket.CLOSING;
			setCloseTimer(websocket);
		}
		this._socket.end();
		if (!websocket._errorEmitted) {
			websocket._errorEmitted = true;
			websocket.emit("error", err);
		}
	}
	/**
	* Set a timer to destroy the underlying raw socket of a WebSocket.
	*
	* @param {WebSocket} websocket The WebSocket instance
	* @private
	*/
	function setCloseTimer(websocket) {
		websocket._closeTimer = setTimeout(websocket._socket.destroy.bind(websocket._socket), websocket._closeTimeout);
	}
	/**
	* The listener of the socket `'close'` event.
	*
	* @private
	*/
	function socketOnClose() {
		const websocket = this[kWebSocket];
		this.removeListener("close", socketOnClose);
		this.removeListener("data", socketOnData);
		this.removeListener("end", socketOnEnd);
		websocket._readyState = WebSocket.CLOSING;
		if (!this._readableState.endEmitted && !websocket._closeFrameReceived && !websocket._receiver._writableState.errorEmitted && this._readableState.length !== 0) {
			const chunk = this.read(this._readableState.length);
			websocket._receiver.write(chunk);
		}
		websocket._receiver.end();
		this[kWebSocket] = void 0;
		clearTimeout(websocket._closeTimer);
		if (websocket._receiver._writableState.finished || websocket._receiver._writableState.errorEmitted) websocket.emitClose();
		else {
			websocket._receiver.on("error", receiverOnFinish);
			websocket._receiver.on("finish", receiverOnFinish);
		}
	}
	/**
	* The listener of the socket `'data'` event.
	*
	* @param {Buffer} chunk A chunk of data
	* @private
	*/
	function socketOnData(chunk) {
		if (!this[kWebSocket]._receiver.write(chunk)) this.pause();
	}
	/**
	* The listener of the socket `'end'` event.
	*
	* @private
	*/
	function socketOnEnd() {
		const websocket = this[kWebSocket];
		websocket._readyState = WebSocket.CLOSING;
		websocket._receiver.end();
		this.end();
	}
	/**
	* The listener of the socket `'error'` event.
	*
	* @private
	*/
	function socketOnError() {
		const websocket = this[kWebSocket];
		this.removeListener("error", socketOnError);
		this.on("error", NOOP);
		if (websocket) {
			websocket._readyState = WebSocket.CLOSING;
			this.destroy();
		}
	}
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/stream.js
var require_stream = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	require_websocket();
	var { Duplex } = __require("stream");
	/**
	* Emits the `'close'` event on a stream.
	*
	* @param {Duplex} stream The stream.
	* @private
	*/
	function emitClose(stream) {
		stream.emit("close");
	}
	/**
	* The listener of the `'end'` event.
	*
	* @private
	*/
	function duplexOnEnd() {
		if (!this.destroyed && this._writableState.finished) this.destroy();
	}
	/**
	* The listener of the `'error'` event.
	*
	* @param {Error} err The error
	* @private
	*/
	function duplexOnError(err) {
		this.removeListener("error", duplexOnError);
		this.destroy();
		if (this.listenerCount("error") === 0) this.emit("error", err);
	}
	/**
	* Wraps a `WebSocket` in a duplex stream.
	*
	* @param {WebSocket} ws The `WebSocket` to wrap
	* @param {Object} [options] The options for the `Duplex` constructor
	* @return {Duplex} The duplex stream
	* @public
	*/
	function createWebSocketStream(ws, options) {
		let terminateOnDestroy = true;
		const duplex = new Duplex({
			...options,
			autoDestroy: false,
			emitClose: false,
			objectMode: false,
			writableObjectMode: false
		});
		ws.on("message", function message(msg, isBinary) {
			const data = !isBinary && duplex._readableState.objectMode ? msg.toString() : msg;
			if (!duplex.push(data)) ws.pause();
		});
		ws.once("error", function error(err) {
			if (duplex.destroyed) return;
			terminateOnDestroy = false;
			duplex.destroy(err);
		});
		ws.once("close", function close() {
			if (duplex.destroyed) return;
			duplex.push(null);
		});
		duplex._destroy = function(err, callback) {
			if (ws.readyState === ws.CLOSED) {
				callback(err);
				process.nextTick(emitClose, duplex);
				return;
			}
			let called = false;
			ws.once("error", function error(err) {
				called = true;
				callback(err);
			});
			ws.once("close", function close() {
				if (!called) callback(err);
				process.nextTick(emitClose, duplex);
			});
			if (terminateOnDestroy) ws.terminate();
		};
		duplex._final = function(callback) {
			if (ws.readyState === ws.CONNECTING) {
				ws.once("open", function open() {
					duplex._final(callback);
				});
				return;
			}
			if (ws._socket === null) return;
			if (ws._socket._writableState.finished) {
				callback();
				if (duplex._readableState.endEmitted) duplex.destroy();
			} else {
				ws._socket.once("finish", function finish() {
					callback();
				});
				ws.close();
			}
		};
		duplex._read = function() {
			if (ws.isPaused) ws.resume();
		};
		duplex._write = function(chunk, encoding, callback) {
			if (ws.readyState === ws.CONNECTING) {
				ws.once("open", function open() {
					duplex._write(chunk, encoding, callback);
				});
				return;
			}
			ws.send(chunk, callback);
		};
		duplex.on("end", duplexOnEnd);
		duplex.on("error", duplexOnError);
		return duplex;
	}
	module.exports = createWebSocketStream;
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/subprotocol.js
var require_subprotocol = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var { tokenChars } = require_validation();
	/**
	* Parses the `Sec-WebSocket-Protocol` header into a set of subprotocol names.
	*
	* @param {String} header The field value of the header
	* @return {Set} The subprotocol names
	* @public
	*/
	function parse(header) {
		const protocols = /* @__PURE__ */ new Set();
		let start = -1;
		let end = -1;
		let i = 0;
		for (; i < header.length; i++) {
			const code = header.charCodeAt(i);
			if (end === -1 && tokenChars[code] === 1) {
				if (start === -1) start = i;
			} else if (i !== 0 && (code === 32 || code === 9)) {
				if (end === -1 && start !== -1) end = i;
			} else if (code === 44) {
				if (start === -1) throw new SyntaxError(`Unexpected character at index ${i}`);
				if (end === -1) end = i;
				const protocol = header.slice(start, end);
				if (protocols.has(protocol)) throw new SyntaxError(`The "${protocol}" subprotocol is duplicated`);
				protocols.add(protocol);
				start = end = -1;
			} else throw new SyntaxError(`Unexpected character at index ${i}`);
		}
		if (start === -1 || end !== -1) throw new SyntaxError("Unexpected end of input");
		const protocol = header.slice(start, i);
		if (protocols.has(protocol)) throw new SyntaxError(`The "${protocol}" subprotocol is duplicated`);
		protocols.add(protocol);
		return protocols;
	}
	module.exports = { parse };
}));
// node_modules/.pnpm/ws@8.23.0/node_modules/ws/lib/websocket-server.js
var require_websocket_server = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var EventEmitter = __require("events");
	var http = __require("http");
	var { Duplex } = __require("stream");
	var { createHash } = __require("crypto");
	var extension = require_extension();
	var PerMessageDeflate = require_permessage_deflate();
	var subprotocol = require_subprotocol();
	var WebSocket = require_websocket();
	var { CLOSE_TIMEOUT, GUID, kWebSocket } = require_constants();
	var keyRegex = /^[+/0-9A-Za-z]{22}==$/;
	var RUNNING = 0;
	var CLOSING = 1;
	var CLOSED = 2;
	/**
	* Class representing a WebSocket server.
	*
	* @extends EventEmitter
	*/
	var WebSocketServer = class extends EventEmitter {
		/**
		* Create a `WebSocketServer` instance.
		*
		* @param {Object} options Configuration options
		* @param {Boolean} [options.allowSynchronousEvents=true] Specifies whether
		*     any of the `'message'`, `'ping'`, and `'pong'` events can be emitted
		*     multiple times in the same tick
		* @param {Boolean} [options.autoPong=true] Specifies whether or not to
		*     automatically send a pong in response to a ping
		* @param {Number} [options.backlog=511] The maximum length of the queue of
		*     pending connections
		* @param {Boolean} [options.clientTracking=true] Specifies whether or not to
		*     track clients
		* @param {Number} [options.closeTimeout=30000] Duration in milliseconds to
		*     wait for the closing handshake to finish after `websocket.close()` is
		*     called
		* @param {Function} [options.handleProtocols] A hook to handle protocols
		* @param {String} [options.host] The hostname where to bind the server
		* @param {Number} [options.maxBufferedChunks=262144] The maximum number of
		*     buffered data chunks
		* @param {Number} [options.maxFragments=16384] The maximum number of message
		*     fragments
		* @param {Number} [options.maxPayload=104857600] The maximum allowed message
		*     size
		* @param {Number} [options.maxPendingAutoPongs=60] The maximum number of
		*     pending automatic pongs
		* @param {Boolean} [options.noServer=false] Enable no server mode
		* @param {String} [options.path] Accept only connections matching this path
		* @param {(Boolean|Object)} [options.perMessageDeflate=false] Enable/disable
		*     permessage-deflate
		* @param {Number} [options.port] The port where to bind the server
		* @param {(http.Server|https.Server)} [options.server] A pre-created HTTP/S
		*     server to use
		* @param {Boolean} [options.skipUTF8Validation=false] Specifies whether or
		*     not to skip UTF-8 validation for text and close messages
		* @param {Function} [options.verifyClient] A hook to reject connections
		* @param {Function} [options.WebSocket=WebSocket] Specifies the `WebSocket`
		*     class to use. It must be the `WebSocket` class or class that extends it
		* @param {Function} [callback] A listener for the `listening` event
		*/
		constructor(options, callback) {
			super();
			options = {
				allowSynchronousEvents: true,
				autoPong: true,
				maxBufferedChunks: 262144,
				maxFragments: 16384,
				maxPayload: 104857600,
				maxPendingAutoPongs: 60,
				skipUTF8Validation: false,
				perMessageDeflate: false,
				handleProtocols: null,
				clientTracking: true,
				closeTimeout: CLOSE_TIMEOUT,
				verifyClient: null,
				noServer: false,
				backlog: null,
				server: null,
				host: null,
				path: null,
				port: null,
				WebSocket,
				...options
			};
			if (options.port == null && !options.server && !options.noServer || options.port != null && (options.server || options.noServer) || options.server && options.noServer) throw new TypeError("One and only one of the \"port\", \"server\", or \"noServer\" options must be specified");
			if (options.port != null) {
				this._server = http.createServer((req, res) => {
					const body = http.STATUS_CODES[426];
					res.writeHead(426, {
						"Content-Length": body.length,
						"Content-Type": "text/plain"
					});
					res.end(body);
				});
				this._server.listen(options.port, options.host, options.backlog, callback);
			} else if (options.server) this._server = options.server;
			if (this._server) {
				const emitConnection = this.emit.bind(this, "connection");
				this._removeListeners = addListeners(this._server, {
					listening: this.emit.bind(this, "listening"),
					error: this.emit.bind(this, "error"),
					upgrade: (req, socket, head) => {
						this.handleUpgrade(req, socket, head, emitConnection);
					}
				});
			}
			if (options.perMessageDeflate === true) options.perMessageDeflate = {};
			if (options.clientTracking) {
				this.clients = /* @__PURE__ */ new Set();
				this._shouldEmitClose = false;
			}
			this.options = options;
			this._state = RUNNING;
		}
		/**
		* Returns the bound address, the address family name, and port of the server
		* as reported by the operating system if listening on an IP socket.
		* If the server is listening on a pipe or UNIX domain socket, the name is
		* returned as a string.
		*
		* @return {(Object|String|null)} The address of the server
		* @public
		*/
		address() {
			if (this.options.noServer) throw new Error("The server is operating in \"noServer\" mode");
			if (!this._server) return null;
			return this._server.address();
		}
		/**
		* Stop the server from accepting new connections and emit the `'close'` event
		* when all existing connections are closed.
		*
		* @param {Function} [cb] A one-time listener for the `'close'` event
		* @public
		*/
		close(cb) {
			if (this._state === CLOSED) {
				if (cb) this.once("close", () => {
					cb(/* @__PURE__ */ new Error("The server is not running"));
				});
				process.nextTick(emitClose, this);
				return;
			}
			if (cb) this.once("close", cb);
			if (this._state === CLOSING) return;
			this._state = CLOSING;
			if (this.options.noServer || this.options.server) {
				if (this._server) {
					this._removeListeners();
					this._removeListeners = this._server = null;
				}
				if (this.clients) {
					if (!this.clients.size) process.nextTick(emitClose, this);
					else this._shouldEmitClose = true;
				} else process.nextTick(emitClose, this);
			} else {
				const server = this._server;
				this._removeListeners();
				this._removeListeners = this._server = null;
				server.close(() => {
					emitClose(this);
				});
			}
		}
		/**
		* See if a given request should be handled by this server instance.
		*
		* @param {http.IncomingMessage} req Request object to inspect
		* @return {Boolean} `true` if the request is valid, else `false`
		* @public
		*/
		shouldHandle(req) {
			if (this.options.path) {
				const index = req.url.indexOf("?");
				if ((index !== -1 ? req.url.slice(0, index) : req.url) !== this.options.path) return false;
			}
			return true;
		}
		/**
		* Handle a HTTP Upgrade request.
		*
		* @param {http.IncomingMessage} req The request object
		* @param {Duplex} socket The network socket between the server and client
		* @param {Buffer} head The first packet of the upgraded stream
		* @param {Function} cb Callback
		* @public
		*/
		handleUpgrade(req, socket, head, cb) {
			socket.on("error", socketOnError);
			const key = req.headers["sec-websocket-key"];
			const upgrade = req.headers.upgrade;
			const version = +req.headers["sec-websocket-version"];
			if (req.method !== "GET") {
				abortHandshakeOrEmitwsClientError(this, req, socket, 405, "Invalid HTTP method");
				return;
			}
			if (upgrade === void 0 || upgrade.toLowerCase() !== "websocket") {
				abortHandshakeOrEmitwsClientError(this, req, socket, 400, "Invalid Upgrade header");
				return;
			}
			if (key === void 0 || !keyRegex.test(key)) {
				abortHandshakeOrEmitwsClientError(this, req, socket, 400, "Missing or invalid Sec-WebSocket-Key header");
				return;
			}
			if (version !== 13 && version !== 8) {
				abortHandshakeOrEmitwsClientError(this, req, socket, 400, "Missing or invalid Sec-WebSocket-Version header", { "Sec-WebSocket-Version": "13, 8" });
				return;
			}
			if (!this.shouldHandle(req)) {
				abortHandshake(socket, 400);
				return;
			}
			const secWebSocketProtocol = req.headers["sec-websocket-protocol"];
			let protocols = /* @__PURE__ */ new Set();
			if (secWebSocketProtocol !== void 0) try {
				protocols = subprotocol.parse(secWebSocketProtocol);
			} catch (err) {
				abortHandshakeOrEmitwsClientError(this, req, socket, 400, "Invalid Sec-WebSocket-Protocol header");
				return;
			}
			const secWebSocketExtensions = req.headers["sec-websocket-extensions"];
			const extensions = {};
			if (this.options.perMessageDeflate && secWebSocketExtensions !== void 0) {
				const perMessageDeflate = new PerMessageDeflate({
					...this.options.perMessageDeflate,
					isServer: true,
					maxPayload: this.options.maxPayload
				});
				try {
					const offers = extension.parse(secWebSocketExtensions);
					if (offers[PerMessageDeflate.extensionName]) {
						perMessageDeflate.accept(offers[PerMessageDeflate.extensionName]);
						extensions[PerMessageDeflate.extensionName] = perMessageDeflate;
					}
				} catch (err) {
					abortHandshakeOrEmitwsClientError(this, req, socket, 400, "Invalid or unacceptable Sec-WebSocket-Extensions header");
					return;
				}
			}
			if (this.options.verifyClient) {
				const info = {
					origin: req.headers[`${version === 8 ? "sec-websocket-origin" : "origin"}`],
					secure: !!(req.socket.authorized || req.socket.encrypted),
					req
				};
				if (this.options.verifyClient.length === 2) {
					this.options.verifyClient(info, (verified, code, message, headers) => {
						if (!verified) return abortHandshake(socket, code || 401, message, headers);
						this.completeUpgrade(extensions, key, protocols, req, socket, head, cb);
					});
					return;
				}
				if (!this.options.verifyClient(info)) return abortHandshake(socket, 401);
			}
			this.completeUpgrade(extensions, key, protocols, req, socket, head, cb);
		}
		/**
		* Upgrade the connection to WebSocket.
		*
		* @param {Object} extensions The accepted extensions
		* @param {String} key The value of the `Sec-WebSocket-Key` header
		* @param {Set} protocols The subprotocols
		* @param {http.IncomingMessage} req The request object
		* @param {Duplex} socket The network socket between the server and client
		* @param {Buffer} head The first packet of the upgraded stream
		* @param {Function} cb Callback
		* @throws {Error} If called more than once with the same socket
		* @private
		*/
		completeUpgrade(extensions, key, protocols, req, socket, head, cb) {
			if (!socket.readable || !socket.writable) return socket.destroy();
			if (socket[kWebSocket]) throw new Error("server.handleUpgrade() was called more than once with the same socket, possibly due to a misconfiguration");
			if (this._state > RUNNING) return abortHandshake(socket, 503);
			const headers = [
				"HTTP/1.1 101 Switching Protocols",
				"Upgrade: websocket",
				"Connection: Upgrade",
				`Sec-WebSocket-Accept: ${createHash("sha1").update(key + GUID).digest("base64")}`
			];
			const ws = new this.options.WebSocket(null, void 0, this.options);
			if (protocols.size) {
				const protocol = this.options.handleProtocols ? this.options.handleProtocols(protocols, req) : protocols.values().next().value;
				if (protocol) {
					headers.push(`Sec-WebSocket-Protocol: ${protocol}`);
					ws._protocol = protocol;
				}
			}
			if (extensions[PerMessageDeflate.extensionName]) {
				const params = extensions[PerMessageDeflate.extensionName].params;
				const value = extension.format({ [PerMessageDeflate.extensionName]: [params] });
				headers.push(`Sec-WebSocket-Extensions: ${value}`);
				ws._extensions = extensions;
			}
			this.emit("headers", headers, req);
			socket.write(headers.concat("\r\n").join("\r\n"));
			socket.removeListener("error", socketOnError);
			ws.setSocket(socket, head, {
				allowSynchronousEvents: this.options.allowSynchronousEvents,
				maxBufferedChunks: this.options.maxBufferedChunks,
				maxFragments: this.options.maxFragments,
				maxPayload: this.options.maxPayload,
				skipUTF8Validation: this.options.skipUTF8Validation
			});
			if (this.clients) {
				this.clients.add(ws);
				ws.on("close", () => {
					this.clients.delete(ws);
					if (this._shouldEmitClose && !this.clients.size) process.nextTick(emitClose, this);
				});
			}
			cb(ws, req);
		}
	};
	module.exports = WebSocketServer;
	/**
	* Add event listeners on an `EventEmitter` using a map of <event, listener>
	* pairs.
	*
	* @param {EventEmitter} server The event emitter
	* @param {Object.<String, Function>} map The listeners to add
	* @return {Function} A function that will remove the added listeners when
	*     called
	* @private
	*/
	function addListeners(server, map) {
		for (const event of Object.keys(map)) server.on(event, map[event]);
		return function removeListeners() {
			for (const event of Object.keys(map)) server.removeListener(event, map[event]);
		};
	}
	/**
	* Emit a `'close'` event on an `EventEmitter`.
	*
	* @param {EventEmitter} server The event emitter
	* @private
	*/
	function emitClose(server) {
		server._state = CLOSED;
		server.emit("close");
	}
	/**
	* Handle socket errors.
	*
	* @private
	*/
	function socketOnError() {
		this.destroy();
	}
	/**
	* Close the connection when preconditions are not fulfilled.
	*
	* @param {Duplex} socket The socket of the upgrade request
	* @param {Number} code The HTTP response status code
	* @param {String} [message] The HTTP response body
	* @param {Object} [headers] Additional HTTP response headers
	* @private
	*/
	function abortHandshake(socket, code, message, headers) {
		message = message || http.STATUS_CODES[code];
		headers = {
			Connection: "close",
			"Content-Type": "text/html",
			"Content-Length": Buffer.byteLength(message),
			...headers
		};
		socket.once("finish", socket.destroy);
		socket.end(`HTTP/1.1 ${code} ${http.STATUS_CODES[code]}\r\n` + Object.keys(headers).map((h) => `${h}: ${headers[h]}`).join("\r\n") + "\r\n\r\n" + message);
	}
	/**
	* Emit a `'wsClientError'` event on a `WebSocketServer` if there is at least
	* one listener for it, otherwise call `abortHandshake()`.
	*
	* @param {WebSocketServer} server The WebSocket server
	* @param {http.IncomingMessage} req The request object
	* @param {Duplex} socket The socket of the upgrade request
	* @param {Number} code The HTTP response status code
	* @param {String} message The HTTP response body
	* @param {Object} [headers] The HTTP response headers
	* @private
	*/
	function abortHandshakeOrEmitwsClientError(server, req, socket, code, message, headers) {
		if (server.listenerCount("wsClientError")) {
			const err = new Error(message);
			Error.captureStackTrace(err, abortHandshakeOrEmitwsClientError);
			server.emit("wsClientError", err, socket, req);
		} else abortHandshake(socket, code, message, headers);
	}
}));
require_stream();
require_extension();
require_permessage_deflate();
require_receiver();
require_sender();
require_subprotocol();
require_websocket();
var import_websocket_server = /* @__PURE__ */ __toESM(require_websocket_server(), 1);
/** A connection that gave no sign of life through one whole round of this is gone. */
var aliveEveryMs = 45e3;
/** Node's timers hold no more; the core asks again when woken. */
var wakeMsMax = 2 ** 31 - 1;
function serveSockets(o) {
	const wss = new import_websocket_server.default({
		server: o.server,
		path: o.path,
		perMessageDeflate: false,
		maxPayload: 2 * frameBytesMax,
		clientTracking: false
	});
	wss.on("error", () => {});
	const peers = /* @__PURE__ */ new Map();
	let unsent = [];
	let jobs = [];
	let flushComes = false;
	let ids = 0;
	let jobsUnderWay = 0;
	let quiet = null;
	let wake = null;
	wss.on("connection", (ws, request) => {
		if (peers.size >= o.connectionsMax) return ws.close(1013);
		const id = ++ids;
		const peer = {
			id,
			ws,
			socket: request.socket,
			outbox: nothing,
			slow: false,
			alive: true
		};
		const address = o.addressOf(request);
		peers.set(id, peer);
		handle({
			type: "connected",
			conn: id,
			nonce: o.randomBytes(32)
		});
		ws.on("message", (data) => {
			peer.alive = true;
			const now = o.now();
			handle({
				type: "frame",
				conn: id,
				bytes: data,
				now,
				tooFast: !o.rate.take(address, now)
			});
		});
		ws.on("pong", () => {
			peer.alive = true;
		});
		ws.on("error", () => {});
		ws.on("close", () => {
			peers.delete(id);
			handle({
				type: "disconnected",
				conn: id
			});
		});
		peer.socket.on("drain", () => {
			if (!peer.slow) return;
			peer.slow = false;
			ws.resume();
			handle({
				type: "drained",
				conn: id
			});
		});
	});
	function handle(event) {
		for (const effect of o.core.handle(event)) perform(effect);
	}
	function perform(effect) {
		if (effect.type === "send") {
			const message = framed(effect.frame);
			for (const conn of effect.to) queue(peers.get(conn), message, effect.sort === "reply");
		} else if (effect.type === "job") {
			jobsUnderWay += 1;
			if (jobs.push(effect) === 1) setImmediate(beginAll);
		} else if (effect.type === "close") {
			const peer = peers.get(effect.conn);
			if (peer === void 0) return;
			flush(peer);
			peer.ws.close(1008);
		} else wakeIn(effect.inMs);
	}
	/** Everything that one piece of news leads to goes out together: one write for each socket, not one for each frame. */
	function queue(peer, message, mustGo) {
		if (peer === void 0 || peer.slow && !mustGo) return;
		if (peer.outbox.length > 0) peer.outbox.push(message);
		else {
			peer.outbox = [message];
			unsent.push(peer);
		}
		if (flushComes) return;
		flushComes = true;
		process.nextTick(flushAll);
	}
	function flushAll() {
		flushComes = false;
		const peers = unsent;
		unsent = [];
		for (const peer of peers) flush(peer);
	}
	/** After everything that came in this turn has gone out: nobody waits for a disk to hear what somebody else typed. */
	function beginAll() {
		const some = jobs;
		jobs = [];
		for (const job of some) begin(job);
	}
	function begin({ job, command }) {
		o.store.perform(command).then((answer) => {
			jobsUnderWay -= 1;
			handle({
				type: "done",
				job,
				answer
			});
			if (jobsUnderWay === 0) quiet?.();
		});
	}
	/** Past ws's own sender, since the message is ready: the same bytes go to every reader. */
	function flush(peer) {
		const { outbox, socket, ws } = peer;
		peer.outbox = nothing;
		if (ws.readyState !== ws.OPEN || outbox.length === 0) return;
		if (outbox.length > 1) socket.cork();
		for (const message of outbox) socket.write(message);
		if (outbox.length > 1) socket.uncork();
		if (peer.slow || socket.writableLength <= 1048576) return;
		peer.slow = true;
		ws.pause();
		handle({
			type: "slow",
			conn: peer.id
		});
	}
	function wakeIn(ms) {
		const at = o.now() + Math.min(ms, wakeMsMax);
		if (wake !== null && wake.at <= at) return;
		if (wake !== null) clearTimeout(wake.timer);
		wake = {
			at,
			timer: setTimeout(() => {
				wake = null;
				handle({
					type: "tick",
					now: o.now()
				});
			}, at - o.now())
		};
	}
	const round = setInterval(() => {
		for (const peer of peers.values()) {
			if (!peer.alive) peer.ws.terminate();
			peer.alive = false;
			peer.ws.ping();
		}
	}, aliveEveryMs);
	handle({
		type: "tick",
		now: o.now()
	});
	return { async close() {
		handle({ type: "stop" });
		while (jobsUnderWay > 0 || o.core.busy()) await new Promise((done) => {
			quiet = done;
		});
		handle({
			type: "tick",
			now: o.now()
		});
		flushAll();
		clearInterval(round);
		if (wake !== null) clearTimeout(wake.timer);
		for (const { ws } of peers.values()) ws.close(1001);
		wss.close();
	} };
}
/** Everybody's who waits for nothing; never pushed to. */
var nothing = [];
/** A whole WebSocket message around a frame: binary, unmasked, in one piece (RFC 6455 §5.2). */
function framed(frame) {
	const { length } = frame;
	const headBytes = length < 126 ? 2 : length < 65536 ? 4 : 10;
	const message = Buffer.allocUnsafe(headBytes + length);
	message[0] = 130;
	message[1] = length < 126 ? length : length < 65536 ? 126 : 127;
	if (headBytes === 4) message.writeUInt16BE(length, 2);
	if (headBytes === 10) message.writeBigUInt64BE(BigInt(length), 2);
	message.set(frame, headBytes);
	return message;
}
// sync-server/src/level-rows.ts
function uint48(value) {
	const bytes = Buffer.alloc(6);
	bytes.writeUIntBE(value, 0, 6);
	return bytes;
}
/** kind 1 | gen 16 | seq 6 | chain 32 | bytes 6 | expiresAt 6 (0: never) | life 16 | snaps 6 | eraseAt 6 | frozenAt 6 */
function channelToBytes(row) {
	const kind = Buffer.of(row.kind === "kept" ? 0 : 1);
	const numbers = [
		row.snaps,
		row.eraseAt ?? 0,
		row.frozenAt ?? 0
	].map(uint48);
	const ends = uint48(row.expiresAt ?? 0);
	return Buffer.concat([
		kind,
		row.gen,
		uint48(row.seq),
		row.chain,
		uint48(row.bytes),
		ends,
		row.life,
		...numbers
	]);
}
function channelFromBytes(id, bytes) {
	const gen = bytes.subarray(1, 17);
	const old = bytes.length === oldChannelBytes;
	return {
		id,
		kind: bytes[0] === 0 ? "kept" : "erasable",
		gen,
		seq: bytes.readUIntBE(17, 6),
		chain: bytes.subarray(23, 55),
		bytes: bytes.readUIntBE(55, 6),
		expiresAt: bytes.readUIntBE(61, 6) || null,
		life: old ? gen : bytes.subarray(67, 83),
		snaps: old ? 0 : bytes.readUIntBE(83, 6),
		eraseAt: old ? null : bytes.readUIntBE(89, 6) || null,
		frozenAt: old ? null : bytes.readUIntBE(95, 6) || null
	};
}
var oldChannelBytes = 67;
var trims = [
	"none",
	"pending",
	"done",
	"kept"
];
/** slot 8 | seq 6 | upTo 6 | bytes 6 | verified 1 | trim 1 | eraseAt 6 (0: not) | part 32 … */
function snapToBytes(row) {
	const flags = Buffer.of(row.verified ? 1 : 0, trims.indexOf(row.trim));
	const numbers = [
		row.seq,
		row.upTo,
		row.bytes
	].map(uint48);
	return Buffer.concat([
		row.slot,
		...numbers,
		flags,
		uint48(row.eraseAt ?? 0),
		...row.parts
	]);
}
function snapFromBytes(id, bytes) {
	const parts = [];
	for (let at = 34; at < bytes.length; at += 32) parts.push(bytes.subarray(at, at + 32));
	return {
		id,
		slot: bytes.subarray(0, 8),
		seq: bytes.readUIntBE(8, 6),
		upTo: bytes.readUIntBE(14, 6),
		bytes: bytes.readUIntBE(20, 6),
		parts,
		verified: bytes[26] === 1,
		trim: trims[bytes[27]],
		eraseAt: bytes.readUIntBE(28, 6) || null
	};
}
// sync-server/src/level-runs.ts
var isGap = (item) => "count" in item;
var firstOf = (item) => isGap(item) ? item.seq - item.count + 1 : item.seq;
/** A reader of few entries should not have to load many. */
var runBytesMax = 131072;
var gapBit = 2147483648;
/** size 4, or how many are erased with the first bit set | chain 32 | envelope. */
var headBytes = 36;
function runToBytes(items) {
	return Buffer.concat(items.flatMap((item) => {
		const head = Buffer.alloc(4);
		head.writeUInt32BE(isGap(item) ? gapBit + item.count : item.bytes.length);
		return isGap(item) ? [head, item.chain] : [
			head,
			item.chain,
			item.bytes
		];
	}));
}
/** `first` is the place of the first entry, erased or not. */
function runFromBytes(first, run) {
	const items = [];
	let seq = first;
	for (let at = 0; at < run.length;) {
		const size = run.readUInt32BE(at);
		const chain = run.subarray(at + 4, at + headBytes);
		at += headBytes;
		if (size >= gapBit) {
			const count = size - gapBit;
			seq += count;
			items.push({
				seq: seq - 1,
				chain,
				count
			});
		} else {
			items.push({
				seq,
				chain,
				bytes: run.subarray(at, at + size)
			});
			at += size;
			seq += 1;
		}
	}
	return items;
}
/** Cut where a run is full. */
function runsOf(items) {
	const runs = [];
	let bytes = Number.POSITIVE_INFINITY;
	for (const item of items) {
		const size = isGap(item) ? headBytes : item.bytes.length;
		bytes += size;
		if (bytes > 131072) {
			runs.push({
				first: firstOf(item),
				items: []
			});
			bytes = size;
		}
		runs.at(-1).items.push(item);
	}
	return runs;
}
/** Ids of entries that follow each other without a gap. */
function idRunsOf(items) {
	const runs = [];
	let next = -1;
	for (const item of items) {
		if (isGap(item)) continue;
		if (item.seq !== next) runs.push({
			first: item.seq,
			ids: []
		});
		runs.at(-1).ids.push(readEntryId(item.bytes));
		next = item.seq + 1;
	}
	return runs.map(({ first, ids }) => ({
		first,
		ids: Buffer.concat(ids)
	}));
}
/** The same without the erased ones: gaps that meet become one. */
function without(items, gone) {
	const left = [];
	let freed = 0;
	for (const item of items) {
		const gap = isGap(item) ? item : gone(item) ? {
			seq: item.seq,
			chain: item.chain,
			count: 1
		} : null;
		if (!isGap(item) && gap !== null) freed += item.bytes.length;
		const last = left.at(-1);
		if (gap === null) left.push(item);
		else if (last !== void 0 && isGap(last)) left[left.length - 1] = {
			...gap,
			count: last.count + gap.count
		};
		else left.push(gap);
	}
	return {
		items: left,
		freed
	};
}
// sync-server/src/store-level.ts
/**
* Keys are a letter and then bytes: `r` the relay's name, `c` channel, `g` gone channel → its generation until the
* bytes are off the disk; and under a generation: `e` first seq → a run of entries; `i` first seq → their ids;
* `b` hash → blob; `p` hash → part of a snapshot; `s` id → snapshot; `f` → how many bytes were erased.
*/
var letters = {
	relay: "r",
	channel: "c",
	gone: "g",
	entry: "e",
	id: "i",
	blob: "b",
	part: "p",
	snap: "s",
	freed: "f"
};
async function openLevelStore(folder) {
	let level = await open(folder);
	/** What a failed write may have left behind, to be deleted by the next one. */
	let failed = null;
	let mended = Promise.resolve();
	const erasing = /* @__PURE__ */ new Set();
	let turns = Promise.resolve();
	/** After a failed write LevelDB's own log may end in half a record: only opening it anew makes sure of its end. */
	async function mend() {
		await level.close();
		level = await open(folder);
	}
	async function write(changes) {
		const leftovers = failed ?? [];
		const puts = changes.flatMap(putsOf);
		try {
			const deletions = leftovers.map((put) => ({
				type: "del",
				key: put.key
			}));
			await level.batch([...deletions, ...puts], { sync: true });
			failed = null;
		} catch (error) {
			const fresh = puts.filter((put) => runLetters.has(put.key[0]));
			failed = [...leftovers, ...fresh];
			mended = null;
			throw error;
		}
		for (const change of changes) if (change.type === "gone") begin(change.id, change.gen);
	}
	/** One erasure after the other: what rewrites a log must not bring back what another has cleared away. */
	function inTurn(work) {
		const mine = turns.then(work);
		turns = mine.then(() => {}, () => {});
		return mine;
	}
	/** Refused already; the bytes follow. A crash on the way leaves the mark, and `load` begins again. */
	function begin(id, gen) {
		const work = inTurn(() => erase(level, id, gen)).catch(() => {}).finally(() => erasing.delete(work));
		erasing.add(work);
	}
	async function answer(command) {
		mended ??= mend().catch((error) => {
			mended = null;
			throw error;
		});
		await mended;
		if (command.type === "write") {
			await write(command.changes);
			return { type: "written" };
		}
		if (command.type === "find") return await find(level, command);
		if (command.type === "read") return await read(level, command);
		if (command.type === "erase") return {
			type: "erased",
			freed: await inTurn(() => eraseHidden(level, command))
		};
		const { gen, hash } = command;
		return {
			type: "blob",
			bytes: await level.get(key(letters.blob, gen, hash)) ?? await level.get(key(letters.part, gen, hash)) ?? null
		};
	}
	return {
		async load() {
			const { loaded, unfinished } = await load(level);
			for (const { id, gen } of unfinished) begin(id, gen);
			return loaded;
		},
		async perform(command) {
			try {
				return await answer(command);
			} catch {
				return { type: "failed" };
			}
		},
		async close() {
			await Promise.all(erasing);
			await level.close();
		}
	};
}
/** Nothing is compressed: ciphertext does not shrink, and one can see in the files what is still there. */
async function open(folder) {
	const level = new ClassicLevel(folder, {
		keyEncoding: "buffer",
		valueEncoding: "buffer",
		compression: false
	});
	await level.open();
	return level;
}
function putsOf(change) {
	const put = (key, value) => ({
		type: "put",
		key,
		value: asBuffer(value)
	});
	switch (change.type) {
		case "relayKey": return [put(key(letters.relay), change.key)];
		case "channel": return [put(key(letters.channel, change.row.id), channelToBytes(change.row))];
		case "entries": return runsOf(change.rows).flatMap((run) => putsOfRun(change.gen, run));
		case "blob":
		case "part": return [put(key(letters[change.type], change.gen, change.hash), change.bytes)];
		case "snap": return [put(key(letters.snap, change.gen, change.row.id), snapToBytes(change.row))];
		case "unsnap": return change.ids.map((id) => ({
			type: "del",
			key: key(letters.snap, change.gen, id)
		}));
		case "gone": return [{
			type: "del",
			key: key(letters.channel, change.id)
		}, put(key(letters.gone, change.id), change.gen)];
	}
}
function putsOfRun(gen, { first, items }) {
	return [{
		type: "put",
		key: key(letters.entry, gen, uint48(first)),
		value: runToBytes(items)
	}, ...idRunsOf(items).map((run) => ({
		type: "put",
		key: key(letters.id, gen, uint48(run.first)),
		value: run.ids
	}))];
}
async function find(level, o) {
	const sizes = async (letter, names) => {
		return (await level.getMany(names.map(({ gen, hash }) => key(letter, gen, hash)))).map((bytes) => bytes?.length ?? null);
	};
	const all = async (letter, gen) => await level.iterator(under(letter, gen)).all();
	const ids = [];
	for (const gen of o.logs) ids.push((await all(letters.id, gen)).map(([name, ids]) => ({
		first: placeIn(name),
		ids
	})));
	const snaps = [];
	for (const gen of o.snaps) snaps.push((await all(letters.snap, gen)).map(([name, row]) => snapFromBytes(name.subarray(17), row)));
	return {
		type: "found",
		ids,
		snaps,
		sizes: await sizes(letters.blob, o.blobs),
		parts: await sizes(letters.part, o.parts)
	};
}
async function read(level, o) {
	const answer = {
		type: "rows",
		chain: null,
		rows: [],
		gap: null,
		end: null
	};
	const { rows } = answer;
	let bytes = 0;
	/** True when nothing more is to be read. */
	const take = (item) => {
		const { seq, chain } = item;
		if (seq === o.after) answer.chain = chain;
		if (seq <= o.after) return false;
		if (seq > o.to) return true;
		if (isGap(item) || isHidden(o.hidden, seq, item.bytes)) answer.gap = chain;
		else {
			bytes += item.bytes.length;
			if (rows.length === o.rowsMax || rows.length > 0 && bytes > o.bytesMax) return true;
			rows.push(item);
		}
		answer.end = {
			seq,
			chain
		};
		return false;
	};
	const all = under(letters.entry, o.gen);
	const before = {
		gte: all.gte,
		lte: key(letters.entry, o.gen, uint48(o.after)),
		reverse: true,
		limit: 1
	};
	const [begin] = await level.keys(before).all();
	const lte = key(letters.entry, o.gen, uint48(o.to));
	const runs = level.iterator({
		gte: begin ?? all.gte,
		lte,
		highWaterMarkBytes: runBytesMax,
		fillCache: false
	});
	try {
		for (;;) {
			const some = await runs.nextv(100);
			if (some.length === 0) return answer;
			for (const [name, run] of some) if (runFromBytes(placeIn(name), run).some(take)) return answer;
		}
	} finally {
		await runs.close();
	}
}
/**
* A log is written anew stretch by stretch, each in one synced batch together with the count of what went: a crash leaves
* whole stretches, and the next try finds the rest. Then the files are written anew without what went.
*/
async function eraseHidden(level, o) {
	const counter = key(letters.freed, o.gen);
	let total = (await level.get(counter))?.readUIntBE(0, 6) ?? 0;
	const before = total;
	const replace = async (puts, freed) => {
		total += freed;
		await level.batch([...puts, {
			type: "put",
			key: counter,
			value: uint48(total)
		}], { sync: true });
	};
	const to = Math.max(0, ...o.hidden.slots.values(), ...o.hidden.snaps.keys());
	const all = under(letters.entry, o.gen);
	const runs = level.iterator({
		gte: all.gte,
		lte: key(letters.entry, o.gen, uint48(to)),
		fillCache: false
	});
	let stretch = {
		keys: [],
		items: [],
		bytes: 0
	};
	const flush = async () => {
		const { keys, items } = stretch;
		stretch = {
			keys: [],
			items: [],
			bytes: 0
		};
		const left = without(items, (row) => isHidden(o.hidden, row.seq, row.bytes));
		if (left.freed === 0 && left.items.length === items.length && keys.length < stretchRunsMax) return;
		const dels = keys.map((one) => ({
			type: "del",
			key: one
		}));
		await replace([...dels, ...runsOf(left.items).flatMap((run) => putsOfRun(o.gen, run))], left.freed);
	};
	try {
		for await (const [name, run] of runs) {
			const items = runFromBytes(placeIn(name), run);
			const ids = idRunsOf(items).map(({ first }) => key(letters.id, o.gen, uint48(first)));
			stretch.keys.push(name, ...ids);
			for (const item of items) stretch.items.push(item);
			stretch.bytes += run.length;
			if (stretch.bytes > stretchBytesMax || stretch.keys.length >= stretchRunsMax) await flush();
		}
		await flush();
	} finally {
		await runs.close();
	}
	const staying = new Set(o.parts.map((hash) => key(letters.part, o.gen, hash).toString("latin1")));
	for await (const [name, part] of level.iterator(under(letters.part, o.gen))) if (!staying.has(name.toString("latin1"))) await replace([{
		type: "del",
		key: name
	}], part.length);
	await compact(level, [
		letters.entry,
		letters.id,
		letters.part
	], o.gen);
	return total - before;
}
var stretchBytesMax = 4194304;
var stretchRunsMax = 4096;
async function load(level) {
	const unfinished = [];
	const relayKey = await level.get(key(letters.relay)) ?? null;
	const freed = /* @__PURE__ */ new Map();
	for (const [name, bytes] of await level.iterator(under(letters.freed)).all()) freed.set(name.toString("latin1", 1), bytes.readUIntBE(0, 6));
	const channels = [];
	for (const [id, bytes] of await level.iterator(under(letters.channel)).all()) {
		const row = channelFromBytes(id.subarray(1), bytes);
		channels.push({
			...row,
			freed: freed.get(Buffer.from(row.gen).toString("latin1")) ?? 0
		});
	}
	const gone = [];
	for (const [id, gen] of await level.iterator(under(letters.gone)).all()) {
		gone.push(id.subarray(1));
		if (gen.length > 0) unfinished.push({
			id: id.subarray(1),
			gen
		});
	}
	return {
		loaded: {
			relayKey,
			channels,
			gone
		},
		unfinished
	};
}
/** Deleting hides; compacting removes. Twice: the first may itself put what was in memory deeper than it looks. */
async function erase(level, id, gen) {
	const held = [
		letters.entry,
		letters.id,
		letters.blob,
		letters.part,
		letters.snap,
		letters.freed
	];
	for (const letter of held) await level.clear(under(letter, gen));
	await compact(level, held, gen);
	await level.put(key(letters.gone, id), Buffer.alloc(0), { sync: true });
	await compact(level, [letters.channel, letters.gone], id);
}
async function compact(level, of, prefix) {
	for (const letter of of) {
		const range = under(letter, prefix);
		for (let twice = 0; twice < 2; twice++) await level.compactRange(range.gte, range.lt);
	}
}
var runLetters = new Set([
	letters.entry,
	letters.id,
	letters.blob,
	letters.part
].map((one) => one.charCodeAt(0)));
var placeIn = (name) => name.readUIntBE(name.length - 6, 6);
var asBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
var key = (letter, ...parts) => Buffer.concat([Buffer.from(letter), ...parts]);
/** Every key that begins like this. */
function under(letter, prefix = /* @__PURE__ */ new Uint8Array()) {
	return {
		gte: key(letter, prefix),
		lt: key(letter, prefix, (/* @__PURE__ */ new Uint8Array(64)).fill(255))
	};
}
// sync-server/src/verify.ts
/** What comes before an Ed25519 public key in the form Node reads (SubjectPublicKeyInfo). */
var spki = Buffer.from("302a300506032b6570032100", "hex");
function sha256(bytes) {
	return new Uint8Array(hash("sha256", bytes, "buffer"));
}
/** False for a bad signature and for a key that is no key. */
function verify$1(o) {
	if (o.publicKey.length !== 32) return false;
	try {
		const key = {
			key: Buffer.concat([spki, o.publicKey]),
			format: "der",
			type: "spki"
		};
		return verify(null, o.data, key, o.signature);
	} catch {
		return false;
	}
}
// sync-server/src/web.ts
var types = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".json": "application/json",
	".webmanifest": "application/manifest+json",
	".wasm": "application/wasm",
	".svg": "image/svg+xml",
	".png": "image/png",
	".ico": "image/x-icon",
	".woff2": "font/woff2",
	".txt": "text/plain; charset=utf-8",
	".md": "text/plain; charset=utf-8"
};
var encodings = [{
	name: "br",
	ending: ".br"
}, {
	name: "gzip",
	ending: ".gz"
}];
var security = {
	"content-security-policy": [
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'",
		"style-src 'self'",
		"img-src 'self' data: blob:",
		"font-src 'self'",
		"connect-src 'self' ws: wss:",
		"worker-src 'self'",
		"manifest-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'"
	].join("; "),
	"x-content-type-options": "nosniff",
	"referrer-policy": "no-referrer",
	"permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
	"cross-origin-opener-policy": "same-origin",
	"cross-origin-resource-policy": "same-origin"
};
function serveWeb(o) {
	return (request, response) => {
		respond(o, request, response).catch(() => {
			if (!response.headersSent) plain(request, response, 500, "The relay could not read its own files.");
			else response.destroy();
		});
	};
}
async function respond(o, request, response) {
	if (request.method !== "GET" && request.method !== "HEAD") {
		response.setHeader("allow", "GET, HEAD");
		return plain(request, response, 405, "Only GET and HEAD.");
	}
	const path = pathOf(request.url ?? "/");
	if (path === "/healthz") return plain(request, response, 200, "ok");
	if (path === "/relay.json") {
		response.setHeader("access-control-allow-origin", "*");
		response.setHeader("cross-origin-resource-policy", "cross-origin");
		return plain(request, response, 200, JSON.stringify(o.relay), "application/json");
	}
	if (o.folder === null || path === null) return plain(request, response, 404, "There is nothing here.");
	const file = await findFile(o.folder, path);
	if (file === null) return plain(request, response, 404, "There is nothing here.");
	await sendFile(request, response, file);
}
/** The path inside the app, or null for one that tries to leave it or to see hidden files. */
function pathOf(url) {
	try {
		const path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
		if (!path.startsWith("/") || /[\0\\]/.test(path) || path.split("/").some((part) => part.startsWith("."))) return null;
		return path;
	} catch {
		return null;
	}
}
/** A page of the app has no file of its own: any path without an ending is the app's to understand. */
async function findFile(folder, path) {
	const own = path === "/" ? "/index.html" : path;
	const found = await statFile(folder, own);
	if (found !== null || extname(own) !== "") return found;
	return statFile(folder, "/index.html");
}
async function statFile(folder, path) {
	const root = normalize(folder + sep);
	const whole = normalize(join(root, path));
	if (!whole.startsWith(root)) return null;
	const info = await stat(whole).catch(() => null);
	if (info === null || !info.isFile()) return null;
	return {
		path: whole,
		bytes: info.size,
		changed: info.mtime,
		immutable: path.startsWith("/assets/")
	};
}
async function sendFile(request, response, file) {
	let sent = file;
	const accepted = String(request.headers["accept-encoding"] ?? "");
	for (const { name, ending } of encodings) {
		if (!new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted)) continue;
		const packed = await stat(file.path + ending).catch(() => null);
		if (packed === null || packed.mtime < file.changed) continue;
		sent = {
			...file,
			path: file.path + ending,
			bytes: packed.size
		};
		response.setHeader("content-encoding", name);
		break;
	}
	const tag = `W/"${file.bytes.toString(36)}-${file.changed.getTime().toString(36)}"`;
	const headers = {
		...security,
		"content-type": types[extname(file.path)] ?? "application/octet-stream",
		"cache-control": file.immutable ? "public, max-age=31536000, immutable" : "no-cache",
		vary: "accept-encoding",
		etag: tag
	};
	if (request.headers["if-none-match"] === tag) return void response.writeHead(304, headers).end();
	response.writeHead(200, {
		...headers,
		"content-length": sent.bytes
	});
	if (request.method === "HEAD") return void response.end();
	pipeline(createReadStream(sent.path), response, () => {});
}
function plain(request, response, status, text, type = "text/plain; charset=utf-8") {
	for (const [name, value] of Object.entries(security)) if (!response.hasHeader(name)) response.setHeader(name, value);
	response.writeHead(status, {
		"content-type": type,
		"cache-control": "no-store",
		"content-length": Buffer.byteLength(text)
	});
	response.end(request.method === "HEAD" ? void 0 : text);
}
// sync-server/src/start.ts
var defaultLimits = {
	channelBytes: 2e9,
	framesPerSecond: 2e3,
	connections: 1e4
};
async function startRelay(o) {
	const limits = {
		...defaultLimits,
		...o.limits
	};
	const store = typeof o.data === "string" ? await openLevelStore(o.data) : o.data;
	const loaded = await store.load();
	const relayKey = loaded.relayKey ?? await nameRelay(store);
	const core = createRelayCore({
		relayKey,
		loaded,
		limits: protocolLimits(limits.channelBytes),
		pass: Buffer.from(o.pass ?? ""),
		sha256,
		verify: verify$1
	});
	const relay = {
		url: "/relay",
		key: Buffer.from(relayKey).toString("base64url"),
		version: versions[0]
	};
	const server = createServer(serveWeb({
		folder: o.web ?? null,
		relay
	}));
	const { framesPerSecond: perSecond } = limits;
	const sockets = serveSockets({
		server,
		path: relay.url,
		core,
		store,
		rate: createRate({
			perSecond,
			burst: 4 * perSecond,
			addressesMax: 1e5
		}),
		connectionsMax: limits.connections,
		now: Date.now,
		randomBytes,
		addressOf: o.behindProxy ? forwardedAddress : (request) => request.socket.remoteAddress ?? ""
	});
	await new Promise((done, fail) => {
		server.once("error", fail);
		server.listen(o.port, o.host, done);
	});
	o.log?.("The relay has started.");
	return {
		port: server.address().port,
		key: relayKey,
		async close() {
			await sockets.close();
			const closed = new Promise((done) => server.close(done));
			server.closeAllConnections();
			await closed;
			await store.close();
			o.log?.("The relay has stopped.");
		}
	};
}
/** Random and kept: devices sign for this relay and no other, wherever its address moves. */
async function nameRelay(store) {
	const key = randomBytes(32);
	if ((await store.perform({
		type: "write",
		changes: [{
			type: "relayKey",
			key
		}]
	})).type !== "written") throw new Error("The store cannot be written to.");
	return key;
}
var protocolLimits = (channelBytesMax) => ({
	frameBytesMax,
	entryBytesMax,
	entriesPerPushMax: 256,
	ephBytesMax,
	blobBytesMax,
	channelBytesMax
});
function forwardedAddress(request) {
	return String(request.headers["x-forwarded-for"] ?? "").split(",").at(-1).trim() || (request.socket.remoteAddress ?? "");
}
// sync-server/src/main.ts
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--no-parallel-scavenge");
var env = process.env;
var data = env.FOGATA_DATA || "data";
var relay = await startRelay({
	port: number("PORT", 4173, 65535),
	host: env.HOST || void 0,
	data: await writable(data),
	web: env.FOGATA_WEB || null,
	pass: env.FOGATA_PASS ?? "",
	behindProxy: env.FOGATA_BEHIND_PROXY === "1",
	limits: {
		channelBytes: number("FOGATA_CHANNEL_BYTES", defaultLimits.channelBytes),
		framesPerSecond: number("FOGATA_FRAMES_PER_SECOND", defaultLimits.framesPerSecond),
		connections: number("FOGATA_CONNECTIONS", defaultLimits.connections)
	}
}).catch((error) => {
	console.error(`Fogata could not start: ${reasonOf(error)}`);
	process.exit(1);
});
console.log(`Fogata is at http://localhost:${relay.port}/`);
var stopping = false;
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => {
	if (stopping) process.exit(1);
	stopping = true;
	relay.close().then(() => process.exit(0));
});
/** The folder, once it is there and takes files. A store that does not open would not say which of the two it was. */
async function writable(folder) {
	try {
		await mkdir(folder, { recursive: true });
		await access(folder, constants.W_OK | constants.X_OK);
		if (!(await stat(folder)).isDirectory()) throw new Error("it is a file");
		return folder;
	} catch (error) {
		console.error(`Fogata could not start: nothing can be kept in FOGATA_DATA=${folder} (${error.message}).`);
		process.exit(1);
	}
}
function number(name, otherwise, max = Number.MAX_SAFE_INTEGER) {
	const text = env[name];
	if (text === void 0 || text === "") return otherwise;
	const value = Number(text);
	if (Number.isSafeInteger(value) && value >= 0 && value <= max) return value;
	console.error(`${name} must be a whole number from 0 to ${max}.`);
	process.exit(1);
}
function reasonOf(error) {
	if (error.code === "EADDRINUSE") return "another program already uses this port. Choose one with PORT=….";
	if (error.code === "EACCES") return "this port needs more rights. Choose one with PORT=….";
	if (error.code === "LEVEL_DATABASE_NOT_OPEN") return "its store does not open. Is another relay running on the same folder (FOGATA_DATA)?";
	return error.message;
}
export {};
