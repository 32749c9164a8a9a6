// One person in the list: their name, which leads to their page, how they stand in words, and *Welcome* where it applies.
import type { PersonView } from "@fogata/sync";
import { Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { text } from "../../text/index.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { makeNames } from "../belonging/acts.tsx";
import { useGroup } from "../group/context.tsx";

export function PersonRow(props: { person: PersonView; now: number; onWelcome?: (member: string) => void }) {
  const group = useGroup();
  const { me } = makeNames(group);
  return (
    <li class="person">
      <Avatar name={props.person.name} id={props.person.member} />
      <div>
        <p class="person-name">
          <a href={`/g/${group.id}/people/${props.person.member}`}>
            <bdi>{props.person.name}</bdi>
          </a>{" "}
          <Show when={props.person.member === me()}>
            <span class="faint">{words.you}</span>
          </Show>
        </p>
        <Show when={props.person.since > 0}>
          <p class="soft">{words.hereSince(text.words.month(props.person.since, props.now))}</p>
        </Show>
        <Show when={props.person.pausedUntil}>
          {(until) => <p class="soft">{words.paused(text.words.untilMoment(until(), props.now))}</p>}
        </Show>
        <WelcomeLine person={props.person} />
      </div>
      <Show when={mayWelcome(props.person) && props.onWelcome}>
        {(welcome) => (
          <div class="actions">
            <Button
              name={`${words.welcome.button}${words.of(props.person.name)}`}
              onPress={() => welcome()(props.person.member)}
            >
              {words.welcome.button}
            </Button>
          </div>
        )}
      </Show>
    </li>
  );
}

/** "New joiner, here since May". A group's first day names no time. */
export function standingInWords(person: PersonView, now: number): string {
  const standing = person.full ? words.full : words.joiner;
  return person.since > 0 ? words.since(standing, text.words.month(person.since, now)) : standing;
}

/** As far as it depends on them: I have not said it yet, and nobody has a concern. */
export function mayWelcome({ welcome }: PersonView): boolean {
  return welcome !== null && !welcome.mine && welcome.objections.length === 0;
}

/** Who has said that they know them, and how many more it takes. */
export function WelcomeLine(props: { person: PersonView }) {
  const { me, names } = makeNames(useGroup());
  const line = () => {
    const { welcome, member, name } = props.person;
    if (welcome === null) return null;
    const { by, needed, objections } = welcome;
    const more = Math.max(0, needed - by.length);
    if (objections.length > 0) return words.welcome.objected(names(objections));
    if (member === me()) return by.length > 0 ? words.welcome.saidMe(names(by), more) : words.welcome.nobodyMe(needed);
    return by.length > 0 ? words.welcome.said(names(by), name, more) : words.welcome.nobody(name, needed);
  };
  return (
    <Show when={line()}>
      {(said) => (
        <p class="soft" dir="auto">
          {said()}
        </p>
      )}
    </Show>
  );
}
