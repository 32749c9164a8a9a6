// Alice, Bob, Carol, Dave and Eve in one group, over a real relay: for stories of who belongs and what they decide.
import type { RelayAddress } from "@fogata/keys";
import type { Act, AskView, DeviceView, GroupView } from "@fogata/sync";
import { type Person, person } from "./people.ts";
import { join, startGroup } from "./stories.ts";

const names = ["Alice", "Bob", "Carol", "Dave", "Eve"] as const;
export type Name = (typeof names)[number];

export interface Circle {
  group: string;
  people: Record<Name, Person>;
  of(who: Person): GroupView;
  idOf(name: Name): string;
  act(who: Person, act: Act): Promise<string | null>;
  /** Until this one sees it so. */
  sees(who: Person, condition: (group: GroupView) => boolean): Promise<GroupView>;
}

/** So many people, of whom Alice founded the group; all but `strangers` welcomed by whoever it takes. */
export async function groupOfPeople(
  address: RelayAddress,
  count: number,
  o: { strangers?: number } = {},
): Promise<Circle> {
  const people = {} as Record<Name, Person>;
  for (const name of names.slice(0, count)) people[name] = await person({ relay: address });
  const alice = people.Alice;
  const group = await startGroup(alice, address);
  const of = (who: Person) => groupIn(who.device.view())!;
  const groupIn = (view: DeviceView) => view.groups.find(({ id }) => id === group);
  const self: Circle = {
    group,
    people,
    of,
    idOf: (name) => of(alice).people.find((one) => one.name === name)!.member,
    async act(who, act) {
      const done = await who.device.act(group, act);
      if (!done.ok) throw new Error(`${act.type}: ${done.reason}`);
      return done.value.id;
    },
    sees: async (who, condition) => groupIn(await who.sees((v) => !!groupIn(v) && condition(groupIn(v)!)))!,
  };
  for (const name of names.slice(1, count)) await join(alice, group, people[name], name);
  const welcomed = names.slice(1, count - (o.strangers ?? 0));
  for (const [i, name] of welcomed.entries()) {
    const member = self.idOf(name);
    for (const by of names.slice(0, 1 + Math.floor((i + 1) / 2))) {
      await self.sees(people[by], (g) => g.standing.full === i + 1 && g.people.some((one) => one.member === member));
      await self.act(people[by], { type: "welcome", members: [member] });
    }
    for (const one of Object.values(people)) await self.sees(one, (g) => g.standing.full === i + 2);
  }
  return self;
}

export const openAsk = (group: GroupView, kind: AskView["what"]["kind"]) =>
  group.asks.find((ask) => ask.open && ask.what.kind === kind);
