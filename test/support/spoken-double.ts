// What was signed in a group, without signatures: the double's own record of statements, for pages that show what they
// come to. Anybody's word can be put in.
import type { GroupView, Speaking, Spoken } from "@fogata/sync";

export interface SpokenDouble {
  speaking: Speaking;
  /** Somebody else's statement has come. */
  put(said: Spoken): void;
}

/** `by`: who this device is there. `changed`: the picture of that group has to be shown again. */
export function spokenDouble(o: {
  group(circle: string): GroupView | undefined;
  isFull(): boolean;
  changed(circle: string): void;
}): SpokenDouble {
  const all: Spoken[] = [];
  let count = 0;
  // Statements name each other by the first half.
  const hashOf = () => (++count).toString(16).padStart(8, "0").padEnd(64, "5");
  return {
    put(said) {
      all.push(said);
      o.changed(said.circle);
    },
    speaking: {
      async spoken(circle, whats) {
        if (!o.group(circle)) return null;
        const here = all.filter((one) => one.circle === circle);
        return {
          statements: here.filter(({ what }) => whats.some((one) => what === one || what.startsWith(`${one} `))),
          published: here.map(({ person, device, time, hash }, i) => ({
            ...{ person, device, n: i + 1, at: time, statement: hash },
          })),
          heads: ["f".repeat(64)],
        };
      },
      async rolls(circle, heads) {
        const group = o.group(circle);
        if (!group) return heads.map(() => null);
        const members = group.people.map(({ member, full }) => ({ person: member as never, full }));
        const kind = group.id === circle ? "group" : "working group";
        return heads.map((_, i) => ({
          circle: kind,
          members,
          covers: [i],
          gone: group.gone.map(({ member }) => member as never),
        }));
      },
      async evidence(circle) {
        return o.group(circle) ? { statements: [], operations: [] } : null;
      },
      async say(circle, what) {
        const group = o.group(circle);
        if (group?.here.kind !== "here") return { ok: false, reason: "gone" };
        if (o.isFull()) return { ok: false, reason: "device-full" };
        const hash = hashOf();
        const { member, device } = group.me;
        all.push({ ...what, hash, circle, person: member as never, device: device as never });
        o.changed(circle);
        return { ok: true, value: { hash } };
      },
    },
  };
}
