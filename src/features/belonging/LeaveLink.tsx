// The way out, where a person may look for it; nothing about it is hidden, and nothing pushes.
import { Show } from "solid-js";
import { peopleWords as words } from "../../text/en-people.ts";
import { useGroup } from "../group/context.tsx";
import { TakeOffLink } from "../start-again/Ways.tsx";

export function LeaveLink() {
  const group = useGroup();
  return (
    <Show when={group.here().kind === "here" || group.here().kind === "paused"}>
      <section class="section" aria-labelledby="leave">
        <h2 id="leave">{words.leave.title}</h2>
        <p>{words.leave.linkWhat}</p>
        <div class="actions">
          <a class="btn" href={`/g/${group.id}/leave`}>
            {words.leave.link}
          </a>
        </div>
        <p>
          <TakeOffLink />
        </p>
      </section>
    </Show>
  );
}
