// Whose each device is or was: what somebody wrote on one that was lost, or before they left, is theirs all the same.
import type { GoneView, PersonView } from "@fogata/sync";

export function whoseDevices(
  people: readonly Pick<PersonView, "member" | "devices" | "former">[],
  gone: readonly GoneView[],
): ReadonlyMap<string, string> {
  const now = people.flatMap(({ member, devices }) => devices.map(({ id }) => [id, member as string] as const));
  const once = [...people, ...gone].flatMap(({ member, former = [] }) =>
    former.map((id) => [id, member as string] as const),
  );
  return new Map([...once, ...now]);
}
