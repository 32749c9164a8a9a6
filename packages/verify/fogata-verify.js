// Checks records of what a group decided. Made from packages/verify/src by test/tools/build-verifier.ts; read it there.
(function() {
	// packages/verify/src/report.ts
	/** For people, line by line: first whether to believe it. */
	function report(verdict) {
		if (!verdict.ok) return [
			"REFUSED: this is not a record of what the group decided.",
			reasons[verdict.reason],
			verdict.detail
		];
		const { proposal, closing, people, date, notes, text, circle } = verdict.value;
		const { sentence, rule, number } = proposal.details;
		const nameOf = (member) => verdict.value.opening.members.get(member)?.name ?? member;
		return [
			"VERIFIED: signatures, text, who was entitled, the rule and the closing hold together.",
			"",
			`Decided: ${sentence}`,
			`Rule: ${rules[String(rule)] ?? rule}${number === void 0 ? "" : ` (${number})`}`,
			`Asked by ${nameOf(proposal.member)} on ${day(proposal.time)}${date === null ? "" : `, open until ${day(date)}`}`,
			`Closed by ${nameOf(closing.member)} on ${day(closing.time)}`,
			"",
			...people.map(line),
			"",
			...textLines(text),
			"",
			`Hash of the text: ${closing.text}`,
			`Group: ${circle} (compare it with your app's: a record proves nothing about another group of the same name)`,
			...notes.map((note) => `Note: ${noteWords[note]}`),
			"Not to be seen from a record: whether something was said that is not in it, and whether clocks were right."
		];
	}
	var reasons = {
		"not-a-record": "This file is not a record of a decision, or not one this verifier can read.",
		"operation-malformed": "A piece of the log of who belongs cannot be read.",
		"operation-signature": "A signature in the log of who belongs is wrong.",
		"operations-incomplete": "The log of who belongs is not complete.",
		"other-circle": "Something in it belongs to another group.",
		"statement-malformed": "A statement is not in the one form statements have.",
		"statement-signature": "A statement was changed after it was signed, or never signed by that device.",
		"words-left-out": "The words of a reason are left out, and whoever gave it has not taken them back.",
		"words-not-theirs": "Somebody takes back words that are not theirs, or not of this question.",
		stranger: "A statement speaks for somebody by a device that was never theirs.",
		"statements-incomplete": "Something that was known when it was closed is missing.",
		"no-proposal": "The question is missing.",
		"no-closing": "The closing is missing, or by nobody who belonged.",
		"wrong-text": "The text is not the one that was decided on.",
		"answer-left-out": "The closing leaves out an answer it had seen.",
		"rule-does-not-hold": "The answers do not fulfil the rule.",
		"before-its-date": "It was closed before its date, and not everybody had answered.",
		"two-wordings": "There were two texts, and nobody had brought them together.",
		"older-list": "It was closed by a list of who belongs that does not know of the one it was asked by.",
		"not-all-asked": "People who belonged were not asked, and said so.",
		"other-roll": "The record says of other people that they were entitled than the log does."
	};
	var noteWords = {
		"log-not-simple": "people were removed, objected to or came back, or the group changed its numbers; who was entitled was worked out in a simpler way than the app does.",
		"later-words": "there are words that came after the closing or beside it. Whether a late no counts is seen from the counters of devices, which are not in a record.",
		"words-taken-back": "somebody took back the words of their reason. That they gave it, signed it and how it was counted is checked all the same."
	};
	var rules = {
		"all-agree": "all agree",
		consent: "consent: no one objects with a reason",
		majority: "majority, at least",
		few: "a few are enough"
	};
	var answers = {
		agree: "agrees",
		concern: "agrees with a concern",
		"stand-aside": "stands aside",
		no: "no",
		pass: "pass",
		background: "needs more background"
	};
	function line({ name, answer, as }) {
		if (answer === null) return `  ${name}: silence`;
		const { answer: kind, reason, for: to } = answer.details;
		const more = [
			to === void 0 ? "" : "told by somebody else, not confirmed",
			as === "earlier-wording" ? "answered an earlier wording" : "",
			answer.takenBack ? "took back the words of their reason" : "",
			as === "gone" ? "had gone when it was closed: not counted" : ""
		].filter((one) => one !== "");
		const why = typeof reason === "string" && !answer.takenBack ? `: “${reason}”` : "";
		return `  ${name}: ${answers[String(kind)]}${why}${more.length > 0 ? ` (${more.join("; ")})` : ""}`;
	}
	/** The words alone: how they were set is in the hash, not on this page. */
	function textLines(text) {
		const [, title, summary, , , blocks] = JSON.parse(text);
		const lines = blocks.map((block) => {
			const [type, , runs] = block;
			return `  ${type === "why" ? "Why: " : ""}${runs.map(([words]) => words).join("")}`;
		});
		return [
			`Text: ${title}`,
			...summary === "" ? [] : [`  ${summary}`],
			...lines
		];
	}
	function day(at) {
		const date = new Date(at);
		return Number.isNaN(date.getTime()) ? "no day there is" : `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
	}
	// packages/verify/src/bytes.ts
	function hex(bytes) {
		return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
	}
	function unhex(text) {
		const bytes = new Uint8Array(text.length / 2);
		for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
		return bytes;
	}
	function isHex(value, bytes) {
		return typeof value === "string" && value.length === 2 * bytes && /^[0-9a-f]*$/.test(value);
	}
	function utf8(text) {
		return new TextEncoder().encode(text);
	}
	function concat(...parts) {
		const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
		let at = 0;
		for (const part of parts) {
			all.set(part, at);
			at += part.length;
		}
		return all;
	}
	/** Unpadded base64 as addresses have it; null for anything else. */
	function fromBase64url(text) {
		if (typeof text !== "string" || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
		try {
			const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
			const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
			return toBase64url(bytes) === text ? bytes : null;
		} catch {
			return null;
		}
	}
	function toBase64url(bytes) {
		const raw = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
		return btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
	}
	// packages/verify/src/refused.ts
	var Refused = class extends Error {
		reason;
		constructor(reason, detail = "") {
			super(detail === "" ? reason : `${reason}: ${detail}`);
			this.reason = reason;
		}
	};
	// packages/verify/src/closing.ts
	var dayMs = 864e5;
	function judge(o) {
		const asked = o.statements.get(o.proposal);
		if (asked?.what !== "proposal") throw new Refused("no-proposal");
		const about = [...o.statements].filter(([hash, { details, doc, isFromAround }]) => hash === o.proposal || details.proposal === o.proposal && (doc === asked.doc || isFromAround));
		const said = follow(new Map(about));
		for (const { hash, isFromAround } of o.statements.values()) if (isFromAround && ![...said.values()].some((one) => !one.isFromAround && one.past.has(hash))) throw new Refused("other-circle", hash);
		const proposal = said.get(o.proposal);
		const closing = said.get(o.closing);
		if (proposal?.what !== "proposal") throw new Refused("no-proposal");
		if (closing?.what !== "proposal closing" || closing.details.proposal !== o.proposal) throw new Refused("no-closing");
		if (![proposal.details.until, proposal.details.minimum].every(isCount)) throw new Refused("no-proposal", "no date");
		if (!o.ending.members.has(closing.member)) throw new Refused("no-closing", "by nobody who belongs");
		const known = [...said.values()].filter(({ hash }) => closing.past.has(hash)).sort(byPast);
		const wordings = wordingsIn(proposal, known, o.opening);
		const texts = new Set(wordings.now.map(({ text }) => text));
		if (texts.size > 1) throw new Refused("two-wordings");
		if (!texts.has(closing.text)) throw new Refused("wrong-text", "nobody asked about the text that was closed over");
		const people = [];
		const listed = new Set(words(closing.details.answers));
		for (const [member, { name, full }] of o.opening.members) {
			if (!full) continue;
			const answer = standingOf(member, known, closing.text);
			const isGone = o.ending.gone.has(member);
			if (!isGone && answer && !listed.has(half(answer.hash))) throw new Refused("answer-left-out", name);
			people.push({
				member,
				name,
				answer,
				as: isGone ? "gone" : countedAs(answer, closing.text, proposal.details.rule)
			});
		}
		holds(proposal.details, people);
		const date = dateOf(proposal, known, wordings, o.opening);
		if (people.some(({ answer, as }) => as !== "gone" && !isAnswered(answer, closing.text)) && (date === null || closing.time < date)) throw new Refused("before-its-date");
		if (!isHeard(proposal, known, o.opening)) throw new Refused("before-its-date", "nobody else has said anything");
		if (words(proposal.details.heads).some((id) => !o.ending.past.has(id))) throw new Refused("older-list");
		isAskedOfAll(proposal, known, [...said.values()], o);
		return {
			proposal,
			closing,
			people,
			date,
			unknown: [...said.values()].filter((one) => one !== closing && !closing.past.has(one.hash)).sort(byPast)
		};
	}
	/** Nobody whom it left out had said so when it was closed, and not most of those who belong have said so since. */
	function isAskedOfAll(proposal, known, all, { opening, rollAt }) {
		const heads = words(proposal.details.heads);
		const leftOut = all.flatMap((one) => {
			const roll = one.what === "proposal left out" ? rollAt(words(one.details.heads)) : null;
			const belongs = roll?.members.get(one.member)?.full === true && opening.members.get(one.member)?.full !== true;
			return roll && belongs && heads.every((id) => roll.past.has(id)) ? [{
				one,
				roll
			}] : [];
		});
		if (leftOut.some(({ one }) => known.includes(one))) throw new Refused("not-all-asked");
		for (const { one, roll } of leftOut) {
			const before = leftOut.filter((other) => other.one === one || one.past.has(other.one.hash));
			const people = new Set(before.map((other) => other.one.member).filter((id) => roll.members.get(id)?.full));
			const full = [...roll.members.values()].filter((member) => member.full).length;
			if (people.size * 2 > full) throw new Refused("not-all-asked", `${people.size} of ${full}`);
		}
	}
	function holds({ rule, number }, people) {
		const yes = people.filter(({ as }) => as === "yes").length;
		const no = people.filter(({ as }) => as === "no").length;
		const least = typeof number === "number" ? number : Number.POSITIVE_INFINITY;
		if (!(rule === "all-agree" && no === 0 && yes >= 2 || rule === "consent" && no === 0 && yes >= 1 || rule === "majority" && yes > no && yes >= least || rule === "few" && no === 0 && yes >= least && least > 0)) throw new Refused("rule-does-not-hold", `${yes} agree, ${no} say no`);
	}
	function countedAs(answer, text, rule) {
		if (answer === null) return "silence";
		const kind = answer.details.answer;
		const isOwn = answer.details.for === void 0;
		if (kind === "no" && (isOwn || rule !== "majority")) return "no";
		if (!isOwn) return "told-by-another";
		if (answer.text !== text) return "earlier-wording";
		return kind === "agree" || kind === "concern" ? "yes" : "other";
	}
	function isAnswered(answer, text) {
		return answer !== null && answer.details.for === void 0 && answer.text === text;
	}
	var caution = [
		"no",
		"background",
		"pass",
		"stand-aside",
		"concern",
		"agree"
	];
	function standingOf(member, known, text) {
		const answers = known.filter(isAnswer);
		const own = careful(answers.filter((one) => one.details.for === void 0 && one.member === member));
		if (own && (own.text === text || own.details.answer === "no")) return own;
		return careful(answers.filter((one) => one.details.for === member && (!own || one.past.has(own.hash)))) ?? own;
	}
	function isAnswer({ what, details, member, lacksWords }) {
		const { answer, reason = "", pin, block, for: to, how, confirms, kept } = details;
		if (what !== "proposal answer" || !caution.includes(String(answer)) || typeof kept !== "boolean") return false;
		if (typeof reason !== "string" || reason.length > reasonLengthMax) return false;
		if ((answer === "no" || answer === "concern") && reason.trim() === "" && !lacksWords) return false;
		const pinned = typeof pin === "string" && pin.length <= reasonLengthMax && isCount(block);
		const given = isHex(to, 16) && to !== member && (how === "phone" || how === "scribe");
		return (pinned || !(pin !== void 0 || block !== void 0)) && (given || !(to !== void 0 || how !== void 0)) && (confirms === void 0 || isHex(confirms, 32));
	}
	var reasonLengthMax = 4e3;
	function isCount(value) {
		return Number.isSafeInteger(value) && value >= 0;
	}
	function careful(answers) {
		const last = answers.filter((one) => !answers.some((other) => other.past.has(one.hash)));
		const rank = ({ details }) => caution.indexOf(String(details.answer));
		return [...last].sort((a, b) => rank(a) - rank(b) || b.time - a.time || (a.hash < b.hash ? 1 : -1))[0] ?? null;
	}
	/** Rewordings that count, and the texts that no other takes the place of. */
	function wordingsIn(proposal, known, opening) {
		const valid = [];
		const { about } = proposal.details;
		for (const one of about === "draft" || about === "amendment" ? known : []) {
			if (one.what !== "proposal wording" || opening.members.get(one.member)?.full !== true) continue;
			const previous = words(one.details.previous);
			const fits = previous.every((hash) => hash === proposal.hash || valid.some((other) => other.hash === hash));
			const isNew = previous.length > 1 || one.details.base !== void 0 || textAt(previous[0]) !== one.text;
			if (fits && previous.length > 0 && isNew) valid.push(one);
		}
		function textAt(hash) {
			return [proposal, ...valid].find((one) => one.hash === hash)?.text;
		}
		const replaced = new Set(valid.flatMap(({ details }) => words(details.previous)));
		return {
			now: [proposal, ...valid].filter(({ hash }) => !replaced.has(hash)),
			valid
		};
	}
	/** The date by what was known; null: moved to a meeting, or asked of nobody. */
	function dateOf(proposal, known, { now, valid: wordings }, opening) {
		const { until, minimum: wished } = proposal.details;
		const minimum = Math.max(dayMs, wished);
		const moves = /* @__PURE__ */ new Map();
		const at = (past) => {
			const inside = [...moves].filter(([one]) => past === null || past.has(one.hash));
			const backs = inside.filter(([one]) => one.what === "proposal back from a meeting");
			const paused = inside.map(([one]) => one).filter((one) => one.what === "proposal to a meeting" && !backs.some(([back]) => back.past.has(one.hash)));
			return {
				date: Math.max(until, proposal.time + minimum, ...inside.map(([, to]) => to)),
				paused
			};
		};
		for (const one of known) {
			if (wordings.includes(one)) moves.set(one, one.time + minimum);
			if (!opening.members.has(one.member)) continue;
			const { date, paused } = at(one.past);
			const before = [...moves.keys()].some((other) => one.past.has(other.hash) && other.what === one.what && other.member === one.member);
			const open = paused.length === 0 && one.time < date && !before;
			if (one.what === "proposal more time" && open) moves.set(one, date + minimum);
			if (one.what === "proposal to a meeting" && open) moves.set(one, date);
			if (one.what === "proposal back from a meeting" && paused.length > 0) {
				const to = Number(one.details.until);
				const leftMs = Math.min(minimum, Math.max(0, date - Math.min(...paused.map(({ time }) => time))));
				if (to >= Math.max(date, one.time + leftMs)) moves.set(one, to);
			}
		}
		const { date, paused } = at(null);
		if (paused.length > 0) return null;
		const dates = now.map((brought) => {
			const first = Math.min(...heardBy(brought, known, opening).map(({ time }) => time));
			return first < date ? date : first + minimum;
		});
		const last = Math.max(...dates);
		return last === Number.POSITIVE_INFINITY ? null : last;
	}
	/** What others have said in sight of it. */
	function heardBy(brought, known, opening) {
		return known.filter(({ member, what, past }) => member !== brought.member && past.has(brought.hash) && opening.members.has(member) && what !== "proposal closing" && what !== "decision called back");
	}
	function isHeard(proposal, known, opening) {
		return heardBy(proposal, known, opening).length > 0;
	}
	/** Who knew of what, by the names in what they signed. All that the closing follows must be here. */
	function follow(statements) {
		const byHalf = new Map([...statements.values()].map((one) => [half(one.hash), one]));
		const done = /* @__PURE__ */ new Map();
		const visit = (one, depth) => {
			const seen = done.get(one.hash);
			if (seen) return seen;
			if (depth > 2e3) throw new Refused("statements-incomplete", "too long a chain");
			const past = /* @__PURE__ */ new Set();
			for (const name of namesIn(one)) {
				const earlier = byHalf.get(name);
				if (!earlier) throw new Refused("statements-incomplete", name);
				const { hash, past: before } = visit(earlier, depth + 1);
				past.add(hash);
				for (const more of before) past.add(more);
			}
			const said = {
				...one,
				past
			};
			done.set(one.hash, said);
			return said;
		};
		for (const one of statements.values()) visit(one, 0);
		return done;
	}
	function namesIn({ details, what }) {
		if (what === "proposal") return [];
		const { proposal, after, answers, previous, confirms, closing } = details;
		const names = [
			proposal,
			after,
			answers,
			previous,
			confirms,
			closing
		].flatMap(words);
		return [...new Set(names.filter((name) => /^[0-9a-f]{32,64}$/.test(name)).map(half))];
	}
	function words(list) {
		return typeof list === "string" && list !== "" ? list.split(" ") : [];
	}
	function half(hash) {
		return hash.slice(0, 32);
	}
	function byPast(a, b) {
		return a.past.size - b.past.size || a.time - b.time || (a.hash < b.hash ? -1 : 1);
	}
	// packages/verify/src/crypto.ts
	function checks({ subtle }) {
		return {
			sha256: async (data) => hex(new Uint8Array(await subtle.digest("SHA-256", data))),
			async isSigned({ key, data, signature }) {
				if (signature.length !== 64) return false;
				try {
					const publicKey = await subtle.importKey("raw", unhex(key), "Ed25519", false, ["verify"]);
					return await subtle.verify("Ed25519", publicKey, signature, data);
				} catch {
					return false;
				}
			}
		};
	}
	// packages/verify/src/cbor.ts
	var depthMax = 12;
	/** Null unless the bytes are exactly one item, written in its shortest form. */
	function decode(bytes) {
		try {
			const { item, end } = itemAt(bytes, 0, 0);
			return end === bytes.length && hex(encode(item)) === hex(bytes) ? item : null;
		} catch {
			return null;
		}
	}
	function encode(item) {
		if (item === null) return Uint8Array.of(246);
		if (typeof item === "number") return head(0, item);
		if (typeof item === "string") {
			const text = utf8(item);
			return concat(head(3, text.length), text);
		}
		if (item instanceof Uint8Array) return concat(head(2, item.length), item);
		return concat(head(4, item.length), ...item.map(encode));
	}
	function itemAt(bytes, start, depth) {
		const first = bytes[start];
		if (first === void 0 || depth > depthMax) throw new Error("cut off");
		if (first === 246) return {
			item: null,
			end: start + 1
		};
		const [major, small] = [first >> 5, first & 31];
		const width = small < 24 ? 0 : small < 28 ? 1 << small - 24 : -1;
		const at = start + 1 + width;
		if (width < 0 || at > bytes.length) throw new Error("cut off");
		let value = small;
		if (width > 0) value = bytes.subarray(start + 1, at).reduce((sum, byte) => sum * 256 + byte, 0);
		if (!Number.isSafeInteger(value)) throw new Error("too large");
		if (major === 0) return {
			item: value,
			end: at
		};
		if (major === 2 || major === 3) {
			const raw = bytes.slice(at, at + value);
			if (raw.length !== value) throw new Error("cut off");
			return {
				item: major === 2 ? raw : new TextDecoder("utf-8", {
					fatal: true,
					ignoreBOM: true
				}).decode(raw),
				end: at + value
			};
		}
		if (major !== 4) throw new Error("not written here");
		const items = [];
		let end = at;
		for (let i = 0; i < value; i++) {
			const one = itemAt(bytes, end, depth + 1);
			items.push(one.item);
			end = one.end;
		}
		return {
			item: items,
			end
		};
	}
	function head(major, value) {
		const first = major << 5;
		if (value < 24) return Uint8Array.of(first | value);
		const width = value < 256 ? 1 : value < 2 ** 16 ? 2 : value < 2 ** 32 ? 4 : 8;
		const bytes = new Uint8Array(1 + width);
		bytes[0] = first | 23 + [
			1,
			2,
			4,
			8
		].indexOf(width) + 1;
		let rest = value;
		for (let i = width; i > 0; i--) {
			bytes[i] = rest % 256;
			rest = Math.floor(rest / 256);
		}
		return bytes;
	}
	// packages/verify/src/operations.ts
	async function readOperations(is, list, circle) {
		if (!Array.isArray(list) || list.length === 0) throw new Refused("operation-malformed", "there are none");
		const all = /* @__PURE__ */ new Map();
		for (const text of list) {
			const bytes = fromBase64url(text);
			if (bytes === null) throw new Refused("operation-malformed", "not base64url");
			const one = await readOperation(is, bytes);
			if ((one.circle ?? one.id) !== circle) throw new Refused("other-circle", one.id);
			all.set(one.id, one);
		}
		if (all.get(circle)?.kind !== "genesis") throw new Refused("operations-incomplete", "the beginning is missing");
		for (const { parents } of all.values()) for (const parent of parents) if (!all.has(parent)) throw new Refused("operations-incomplete", parent);
		return all;
	}
	async function readOperation(is, bytes) {
		const id = await is.sha256(bytes);
		const [version, byKey, signature, payload, ...more] = listOf(decode(bytes), id);
		const by = bytesOf(byKey, 32, id);
		const inner = bytesOf(payload, null, id);
		if (version !== 1 || more.length > 0) throw new Refused("operation-malformed", id);
		const data = concat(utf8("fogata operation 1"), by, inner);
		if (!await is.isSigned({
			key: hex(by),
			data,
			signature: bytesOf(signature, 64, id)
		})) throw new Refused("operation-signature", id);
		const [circleItem, parentItems, kind, ...fields] = listOf(decode(inner), id);
		if (typeof kind !== "string") throw new Refused("operation-malformed", id);
		const circle = circleItem === null ? null : hex(bytesOf(circleItem, 32, id));
		const parents = listOf(parentItems, id).map((parent) => hex(bytesOf(parent, 32, id)));
		const first = kind === "genesis";
		if (first !== (circle === null) || first !== (parents.length === 0)) throw new Refused("operation-malformed", id);
		const op = {
			id,
			circle,
			parents,
			by: hex(by),
			kind,
			fields,
			cards: [],
			signers: []
		};
		op.cards = await cardsOf(is, op);
		op.signers = await signersOf(is, op);
		return op;
	}
	async function cardsOf(is, { id, kind, fields, circle, by }) {
		const card = async (member, name, signKey, receive) => {
			const sign = bytesOf(signKey, 32, id);
			const device = (await is.sha256(concat(sign, bytesOf(receive, 32, id)))).slice(0, 32);
			return {
				member: hex(bytesOf(member, 16, id)),
				name: typeof name === "string" ? name : "",
				device,
				sign: hex(sign)
			};
		};
		const mustBeSigned = async (key, data, signature) => {
			if (!await is.isSigned({
				key,
				data,
				signature
			})) throw new Refused("operation-signature", id);
		};
		switch (kind) {
			case "genesis": {
				const founders = listOf(fields[3], id).map((one) => listOf(one, id));
				const signatures = listOf(fields[4], id);
				const data = concat(utf8("fogata founding 1"), encode(fields.toSpliced(4, 1)));
				const cards = await Promise.all(founders.map(([member, name, sign, receive]) => card(member, name, sign, receive)));
				for (const [i, one] of cards.entries()) await mustBeSigned(one.sign, data, bytesOf(signatures[i], 64, id));
				if (!cards.some(({ sign }) => sign === by)) throw new Refused("operation-signature", id);
				return cards;
			}
			case "admit": {
				const [, member, name, sign, receive, key, request] = fields;
				const data = concat(utf8("fogata request 1"), encode([
					key,
					sign,
					receive,
					name
				]));
				const both = bytesOf(request, 128, id);
				const one = await card(member, name, sign, receive);
				await mustBeSigned(hex(bytesOf(key, 32, id)), data, both.slice(0, 64));
				await mustBeSigned(one.sign, data, both.slice(64));
				return [one];
			}
			case "device+":
			case "recover": {
				const [member, sign, receive, consent] = fields;
				const data = concat(utf8("fogata consent 1"), encode([
					unhexItem(circle),
					member,
					sign,
					receive
				]));
				const one = await card(member, "", sign, receive);
				await mustBeSigned(one.sign, data, bytesOf(consent, 64, id));
				return [one];
			}
			case "seat": {
				const [member, name, cards] = fields;
				return Promise.all(listOf(cards, id).map((one) => {
					const [sign, receive] = listOf(one, id);
					return card(member, name, sign, receive);
				}));
			}
			default: return [];
		}
	}
	var certificates = /* @__PURE__ */ new Set([
		"remove",
		"pause",
		"policy",
		"recover",
		"unseat",
		"welcome+"
	]);
	async function signersOf(is, { id, kind, fields, circle }) {
		if (!certificates.has(kind)) return [];
		const data = concat(utf8("fogata certificate 1"), encode([
			unhexItem(circle),
			kind,
			...fields.slice(0, -1)
		]));
		const signers = [];
		for (const one of listOf(fields.at(-1), id)) {
			const [byKey, signature] = listOf(one, id);
			const key = hex(bytesOf(byKey, 32, id));
			if (!await is.isSigned({
				key,
				data,
				signature: bytesOf(signature, 64, id)
			})) throw new Refused("operation-signature", id);
			signers.push(key);
		}
		return signers;
	}
	function listOf(item, id) {
		if (!Array.isArray(item)) throw new Refused("operation-malformed", id);
		return item;
	}
	function bytesOf(item, length, id) {
		if (!(item instanceof Uint8Array) || length !== null && item.length !== length) throw new Refused("operation-malformed", id);
		return item;
	}
	function unhexItem(text) {
		return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
	}
	// packages/verify/src/roll.ts
	function rollsOf(all) {
		const order = inOrder(all);
		const needed = /* @__PURE__ */ new Map();
		const pastOf = (heads) => {
			const past = /* @__PURE__ */ new Set();
			const open = [...heads];
			for (let id = open.pop(); id !== void 0; id = open.pop()) {
				const op = all.get(id);
				if (!op) throw new Refused("operations-incomplete", id);
				if (!past.has(id)) open.push(...op.parents);
				past.add(id);
			}
			return order.filter(({ id }) => past.has(id));
		};
		for (const op of order) {
			if (op.kind !== "welcome") continue;
			const { roll, numbers } = replay(pastOf(op.parents), needed);
			const full = [...roll.members.values()].filter((member) => member.full).length;
			needed.set(op.id, numbers.welcomes ?? Math.min(7, Math.floor(full / 2) + 1));
		}
		return { at: (heads) => replay(pastOf(heads), needed).roll };
	}
	/** Kinds whose weight can depend on what others did beside them. */
	var weighed = /* @__PURE__ */ new Set([
		"remove",
		"unseat",
		"lapse",
		"settle",
		"recover",
		"recovered",
		"veto",
		"objection",
		"policy"
	]);
	function replay(ops, needed) {
		const past = new Set(ops.map(({ id }) => id));
		const roll = {
			circle: "group",
			members: /* @__PURE__ */ new Map(),
			gone: /* @__PURE__ */ new Set(),
			devices: /* @__PURE__ */ new Map(),
			past,
			certain: true
		};
		const numbers = {
			removal: null,
			welcomes: null
		};
		const here = /* @__PURE__ */ new Map();
		const inviters = /* @__PURE__ */ new Map();
		const welcomes = /* @__PURE__ */ new Map();
		const objected = /* @__PURE__ */ new Set();
		const claims = /* @__PURE__ */ new Map();
		const isFull = (member) => roll.members.get(member)?.full === true;
		const enter = (op, full) => {
			for (const { member, name, device, sign } of op.cards) {
				if (!roll.members.has(member)) roll.members.set(member, {
					name,
					full
				});
				roll.devices.set(device, {
					member,
					sign
				});
				here.set(sign, member);
			}
		};
		const isUnknown = ({ member, device }) => !roll.members.has(member) && !roll.gone.has(member) && !roll.devices.has(device);
		const end = (member) => {
			if (!roll.members.delete(member)) return;
			roll.gone.add(member);
			for (const [sign, whose] of here) if (whose === member) here.delete(sign);
		};
		/** Enough of those who have a say signed, without the one it is about. */
		const enough = (op, about) => {
			const voices = new Set(op.signers.flatMap((key) => here.get(key) ?? []).filter((one) => isFull(one) && one !== about));
			const others = [...roll.members].filter(([id, { full }]) => full && id !== about).length;
			const least = op.kind === "unseat" ? Math.ceil(roll.members.size / 2) : numbers.removal ?? Math.ceil(others * 2 / 3);
			return voices.size >= Math.max(2, least);
		};
		for (const op of ops) {
			const { kind, fields, id } = op;
			if (weighed.has(kind)) roll.certain = false;
			const author = here.get(op.by);
			if (kind === "genesis") {
				roll.circle = fields[1] === "working group" ? "working group" : "group";
				enter(op, true);
			} else if (kind === "remove" && enough(op, idOf(fields[0], id))) end(idOf(fields[0], id));
			else if (author === void 0) roll.certain = false;
			else if (kind === "invite" && isFull(author)) inviters.set(id, {
				member: author,
				key: hex(bytesOf(fields[0], 32, id))
			});
			else if (kind === "admit") {
				const invite = inviters.get(hex(bytesOf(fields[0], 32, id)));
				const isNew = op.cards.every(isUnknown);
				if (invite?.member === author && invite.key === hex(bytesOf(fields[5], 32, id)) && isNew) enter(op, false);
				else roll.certain = false;
			} else if (kind === "seat") {
				const isNew = op.cards.every(({ member, device }) => {
					const theirs = roll.devices.get(device)?.member;
					return !roll.members.has(member) && (theirs === void 0 || theirs === member);
				});
				if (roll.circle === "working group" && isNew) enter(op, true);
				else roll.certain = false;
			} else if (kind === "device+" && author === idOf(fields[0], id)) enter(op, false);
			else if (kind === "device-") {
				const lost = roll.devices.get(idOf(fields[0], id));
				if (lost?.member === author) here.delete(lost.sign);
			} else if (kind === "objection" && isFull(author)) objected.add(idOf(fields[0], id));
			else if (kind === "welcome" && isFull(author)) for (const item of listOf(fields[0], id)) {
				const member = idOf(item, id);
				const seen = roll.members.get(member);
				if (!seen || objected.has(member)) continue;
				const by = welcomes.get(member) ?? /* @__PURE__ */ new Set();
				welcomes.set(member, by.add(author));
				if (by.size >= needed.get(id)) seen.full = true;
			}
			else if (kind === "welcome+" && enough(op, idOf(fields[0], id))) {
				const seen = roll.members.get(idOf(fields[0], id));
				if (seen) seen.full = true;
			} else if (kind === "policy" && enough(op, null)) [numbers.removal, numbers.welcomes] = [numberOf(fields[0]), numberOf(fields[1])];
			else if (kind === "leave") end(author);
			else if (kind === "unseat" && enough(op, idOf(fields[0], id))) end(idOf(fields[0], id));
			else if (kind === "lapse" && listOf(fields[2], id).length === 0) end(idOf(fields[0], id));
			else if (kind === "recover") claims.set(id, op);
			else if (kind === "recovered") {
				const claim = claims.get(hex(bytesOf(fields[0], 32, id)));
				if (claim && roll.members.has(claim.cards[0].member)) enter(claim, false);
			}
		}
		return {
			roll,
			numbers
		};
	}
	function inOrder(all) {
		const depths = /* @__PURE__ */ new Map();
		const waiting = [...all.values()];
		while (waiting.length > 0) {
			const ready = waiting.filter(({ parents }) => parents.every((parent) => depths.has(parent)));
			if (ready.length === 0) throw new Refused("operations-incomplete");
			for (const op of ready) {
				depths.set(op.id, Math.max(-1, ...op.parents.map((parent) => depths.get(parent))) + 1);
				waiting.splice(waiting.indexOf(op), 1);
			}
		}
		return [...all.values()].sort((a, b) => depths.get(a.id) - depths.get(b.id) || (a.id < b.id ? -1 : 1));
	}
	function idOf(item, id) {
		return hex(bytesOf(item, 16, id));
	}
	function numberOf(item) {
		return typeof item === "number" ? item : null;
	}
	// packages/verify/src/statements.ts
	var fields = [
		"circle",
		"details",
		"device",
		"doc",
		"group",
		"member",
		"signature",
		"text",
		"time",
		"version",
		"what"
	];
	var bytesMax = 16384;
	async function readStatements(is, list, roll, circle) {
		if (!Array.isArray(list)) throw new Refused("statement-malformed", "there are none");
		const all = /* @__PURE__ */ new Map();
		for (const text of list) {
			const one = await readStatement(is, text, {
				roll,
				circle
			});
			all.set(one.hash, one);
		}
		takeBack(all);
		return all;
	}
	/** Nobody's words are taken back by another, nor left out by whoever made the record. */
	function takeBack(all) {
		for (const { hash, what, member, doc, details } of all.values()) {
			if (what !== "proposal words taken back") continue;
			const one = all.get(String(details.words));
			const isTheirs = Object.keys(details).sort().join() === "of,words" && one?.what === "proposal answer" && (one.member === member || one.details.for === member);
			if (!one || !isTheirs || one.details.proposal !== details.of || one.doc !== doc) throw new Refused("words-not-theirs", hash);
			one.takenBack = true;
		}
		for (const { hash, lacksWords, takenBack, isFromAround } of all.values()) if (lacksWords && !takenBack && !isFromAround) throw new Refused("words-left-out", hash);
	}
	async function readStatement(is, text, { roll, circle: here }) {
		const bytes = typeof text === "string" ? utf8(text) : null;
		if (bytes === null || bytes.length > bytesMax) throw new Refused("statement-malformed");
		const value = await withoutWords(is, parse(text));
		const hash = await is.sha256(utf8(canonical(value)));
		const { signature, ...unsigned } = value;
		const { device, member, circle, group, doc, text: about, what, details: rest, time } = value;
		const isFromAround = circle !== here && what === "decision called back";
		const known = roll.devices.get(device);
		if (!isFromAround && known?.member !== member) throw new Refused("stranger", hash);
		if (group !== circle) throw new Refused("other-circle", hash);
		const data = concat(utf8(`fogata statement ${value.version}`), utf8(canonical(unsigned)));
		if (!isFromAround && !await is.isSigned({
			key: known.sign,
			data,
			signature: unhex(signature)
		})) throw new Refused("statement-signature", hash);
		if (circle !== here && !isFromAround) throw new Refused("other-circle", hash);
		const said = saidApart(parse(text).words);
		const lacksWords = value.version === 2 && said === null;
		return {
			hash,
			device,
			circle,
			doc,
			text: about,
			what,
			details: {
				...rest,
				...said
			},
			member,
			time,
			lacksWords,
			takenBack: false,
			isFromAround
		};
	}
	/** What was signed, and what its hash is of. */
	async function withoutWords(is, value) {
		if (saidApart(value.words) === null) return value;
		return {
			...value,
			words: await is.sha256(concat(utf8("fogata words 1"), utf8(canonical(value.words))))
		};
	}
	function saidApart(words) {
		return isRecord(words) ? words.said : null;
	}
	/** One statement has one form; a second way of writing it would be a second statement. */
	function parse(text) {
		let value;
		try {
			value = JSON.parse(text);
		} catch {
			throw new Refused("statement-malformed");
		}
		const bad = () => new Refused("statement-malformed");
		if (!isRecord(value)) throw bad();
		const { words, ...rest } = value;
		if (Object.keys(rest).sort().join() !== fields.join() || rest.version !== ("words" in value ? 2 : 1)) throw bad();
		if ("words" in value && !isHex(words, 32) && !isApart(words, value.details)) throw bad();
		const texts = [
			value.circle,
			value.doc,
			value.group,
			value.what
		].every((one) => typeof one === "string");
		const ids = isHex(value.device, 16) && isHex(value.member, 16) && isHex(value.text, 32) && isHex(value.signature, 64);
		if (!texts || !ids || !Number.isSafeInteger(value.time) || !isPlain(value.details)) throw bad();
		if (canonical(value) !== text) throw bad();
		return value;
	}
	/** Words kept apart, none of which is said inside as well. */
	function isApart(words, details) {
		if (!isRecord(words) || Object.keys(words).sort().join() !== "said,salt" || !isHex(words.salt, 16)) return false;
		const names = isPlain(words.said) ? Object.keys(words.said) : [];
		return names.length > 0 && !names.some((name) => Object.hasOwn(details, name));
	}
	function isPlain(details) {
		return isRecord(details) && Object.values(details).every((one) => typeof one !== "object" || one === null);
	}
	function canonical(value) {
		if (!isRecord(value)) return JSON.stringify(value);
		return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
	}
	function isRecord(value) {
		return typeof value === "object" && value !== null && !Array.isArray(value);
	}
	/**
	* `json`: the file as it is; `now`: ms since 1970, a closing dated later does not count. Whatever the file, it answers,
	* and never throws.
	*/
	async function verify(json, o) {
		try {
			return {
				ok: true,
				value: await verified(json, o)
			};
		} catch (fault) {
			if (fault instanceof Refused) return {
				ok: false,
				reason: fault.reason,
				detail: fault.message
			};
			return {
				ok: false,
				reason: "not-a-record",
				detail: fault instanceof Error ? fault.message : ""
			};
		}
	}
	async function verified(json, o) {
		if (json.length > 67108864) throw new Refused("not-a-record", "too long");
		const record = JSON.parse(json);
		if (!isRecord(record) || record.format !== "fogata decision record 1") throw new Refused("not-a-record");
		const { circle, proposal, closing, text } = record;
		if (![
			circle,
			proposal,
			closing,
			text
		].every((one) => typeof one === "string")) throw new Refused("not-a-record");
		const is = checks(o.crypto);
		const operations = await readOperations(is, record.operations, circle);
		const rolls = rollsOf(operations);
		const everybody = rolls.at([...operations.keys()]);
		const statements = await readStatements(is, record.statements, everybody, circle);
		const opening = rolls.at(headsOf(statements.get(proposal)?.details.heads, "no-proposal"));
		const ending = rolls.at(headsOf(statements.get(closing)?.details.heads, "no-closing"));
		const closed = judge({
			statements,
			proposal,
			closing,
			opening,
			ending,
			rollAt: (heads) => rollAt(rolls, heads)
		});
		if (closed.closing.time > o.now) throw new Refused("before-its-date", "dated ahead");
		await isItsText(text, closed, is);
		const certain = opening.certain && ending.certain;
		isItsRoll(record.roll, opening, certain);
		const notes = certain ? [] : ["log-not-simple"];
		if (closed.unknown.length > 0) notes.push("later-words");
		if (closed.people.some(({ answer }) => answer?.takenBack)) notes.push("words-taken-back");
		return {
			...closed,
			text,
			circle,
			opening,
			notes
		};
	}
	/** Null where the log that is here does not reach so far. */
	function rollAt(rolls, heads) {
		try {
			return heads.length === 0 ? null : rolls.at(heads);
		} catch {
			return null;
		}
	}
	function headsOf(value, missing) {
		const heads = words(value);
		if (heads.length === 0) throw new Refused(missing);
		return heads;
	}
	async function isItsText(text, { proposal, closing }, is) {
		if (await is.sha256(utf8(text)) !== closing.text) throw new Refused("wrong-text");
		const { about, sentence } = proposal.details;
		const plain = JSON.stringify([
			"fogata text 1",
			sentence,
			"",
			null,
			["everyone"],
			[]
		]);
		if (about === "question" && text !== plain) throw new Refused("wrong-text", "another question");
	}
	/** The record may say who was entitled, by the app's own resolver. A plain log leaves no room for two answers. */
	function isItsRoll(value, opening, certain) {
		if (value === void 0) return;
		const full = [...opening.members].filter(([, member]) => member.full).map(([id]) => id);
		const said = isRecord(value) && Array.isArray(value.full) ? value.full.map(String) : [];
		if (certain && said.sort().join() !== full.sort().join()) throw new Refused("other-roll");
	}
	// packages/verify/src/main.ts
	var check = (json) => verify(json, {
		crypto: globalThis.crypto,
		now: Date.now()
	});
	if (typeof document === "undefined") command();
	else page();
	/** Leaves with 0 if it is verified, 1 if it is refused, 2 if there was nothing to read. */
	async function command() {
		const [path, ...more] = process.argv.slice(2);
		if (path === void 0 || more.length > 0) {
			console.error("node fogata-verify.js <record.json>");
			process.exitCode = 2;
			return;
		}
		try {
			const verdict = await check(process.getBuiltinModule("node:fs").readFileSync(path, "utf8"));
			console.log(lines(verdict));
			process.exitCode = verdict.ok ? 0 : 1;
		} catch {
			console.error(`Cannot read ${path}`);
			process.exitCode = 2;
		}
	}
	function page() {
		const file = document.querySelector("#record");
		const found = document.querySelector("#found");
		file.addEventListener("change", async () => {
			const [one] = file.files ?? [];
			if (!one) return;
			const verdict = await check(await one.text());
			found.textContent = lines(verdict);
			found.dataset.verdict = verdict.ok ? "verified" : "refused";
		});
	}
	function lines(verdict) {
		return report(verdict).join("\n");
	}
})();
