// What an ask says, as the plain details of a statement and back: fields, from which the exact bytes to sign are made
// anew, so that nobody signs other bytes than those that say what is shown. Hostile details give null.
import {
  assemble,
  type Bytes,
  type Certificates,
  type CircleId,
  certificateTextOf,
  type MemberId,
  type Membership,
  type OpBody,
  pauseMsMax,
  type Signature,
} from "@fogata/keys";
import { fromHex, toHex } from "./record.ts";

export type AskedKind = "remove" | "pause" | "policy" | "welcome+" | "recover";
export type Asked = { [K in AskedKind]: { kind: K; says: Certificates[K] } }[AskedKind];

/** Members' devices that one text may name. */
const devicesMax = 64;
const fullMax = 512;

export function textOf(circle: CircleId, asked: Asked): Bytes {
  return certificateTextOf(circle, asked.kind, asked.says as never);
}
export function bodyOf(asked: Asked, signatures: readonly Signature[]): OpBody {
  return assemble(asked.kind, asked.says as never, signatures);
}

/** Whom it is about, who can therefore not sign it; null for nobody. */
export function aboutOf(m: Membership, asked: Asked): MemberId | null {
  switch (asked.kind) {
    case "remove":
      return asked.says.target;
    case "pause": {
      const { target } = asked.says;
      if (target.kind === "member") return target.member;
      return (m.devices.get(target.device) ?? m.lost.get(target.device))?.member ?? null;
    }
    case "policy":
      return null;
    default:
      return asked.says.member;
  }
}

export function writeAsked(asked: Asked): string {
  return JSON.stringify(asked.says, (_, value) => (value instanceof Uint8Array ? toHex(value) : value));
}

export function readAsked(kind: unknown, says: unknown): Asked | null {
  const s = typeof says === "string" ? parse(says) : null;
  if (s === null) return null;
  switch (kind) {
    case "remove": {
      const cut = list(s.cut, (one) => isHex(one.device, 16) && isInt(one.n));
      if (!isHex(s.target, 16) || !isHex(s.why, 32) || !isHex(s.policy, 32) || !cut) return null;
      const lines = cut.map(({ device, n }) => ({ device, n }));
      if (!isRising(lines.map(({ device }) => device))) return null;
      return made({ kind, says: { target: s.target, why: fromHex(s.why), policy: s.policy, cut: lines } });
    }
    case "pause": {
      const target = isRecord(s.target) ? s.target : {};
      const isWhole = target.kind === "member" ? isHex(target.member, 16) : isHex(target.device, 16);
      if (!isWhole || (target.kind !== "member" && target.kind !== "device") || !isInt(s.at) || !isInt(s.until))
        return null;
      if (s.until <= s.at || s.until - s.at > pauseMsMax) return null;
      const whom =
        target.kind === "member"
          ? { kind: "member", member: target.member }
          : { kind: "device", device: target.device };
      return made({ kind, says: { target: whom, at: s.at, until: s.until } });
    }
    case "policy": {
      if (!isNumberOf(s.removal, 2) || !isNumberOf(s.welcomes, 1) || !isHex(s.after, 32)) return null;
      return made({ kind, says: { removal: s.removal, welcomes: s.welcomes, after: s.after } });
    }
    case "welcome+":
      return isHex(s.member, 16) && isHex(s.policy, 32)
        ? made({ kind, says: { member: s.member, policy: s.policy } })
        : null;
    case "recover": {
      const device = isRecord(s.device) ? s.device : {};
      const lost =
        Array.isArray(s.lost) && s.lost.length <= devicesMax && s.lost.every((id) => isHex(id, 16)) ? s.lost : null;
      if (!isHex(s.member, 16) || !isHex(device.sign, 32) || !isHex(device.receive, 32) || !isHex(s.consent, 64))
        return null;
      if (!lost || !isRising(lost) || !isInt(s.at)) return null;
      const card = { sign: fromHex(device.sign), receive: fromHex(device.receive) };
      return made({ kind, says: { member: s.member, device: card, consent: fromHex(s.consent), lost, at: s.at } });
    }
    default:
      return null;
  }
}

/** Every field was looked at by now; what is left is a matter of brands. */
const made = (asked: object) => asked as Asked;

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
function list(value: unknown, fits: (one: Record<string, unknown>) => boolean): Record<string, unknown>[] | null {
  return Array.isArray(value) && value.length <= devicesMax && value.every((one) => isRecord(one) && fits(one))
    ? value
    : null;
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isInt = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumberOf = (value: unknown, least: number): value is number | null =>
  value === null || (isInt(value) && value >= least && value <= fullMax);
const isHex = (value: unknown, bytes: number): value is string =>
  typeof value === "string" && value.length === 2 * bytes && /^[0-9a-f]+$/.test(value);
const isRising = (ids: unknown[]) => ids.every((id, i) => i === 0 || (ids[i - 1] as string) < (id as string));
