// One comment: the words it is about, who said what, and what was answered.
import { type Comment, type Reply, type SaidBy, saidParts } from "@fogata/domain";
import { createMemo, For, Show } from "solid-js";
import { commentWords as words } from "../../../text/en-comments.ts";
import { which } from "../../../text/en-parts.ts";
import { text } from "../../../text/index.ts";
import { Button } from "../../../ui/Button.tsx";
import type { OpenAgreement } from "../../../workspace/types.ts";
import { useGroup } from "../../group/context.tsx";

export type Done = "takenBack" | "settled" | "again";

export function OneComment(props: {
  comment: Comment;
  /** The words it is about, as they are now; null once they are gone. */
  standing: (comment: Comment) => string | null;
  /** ms since 1970. */
  now: number;
  /** It stands in the margin, beside its words. */
  beside: boolean;
  ref: (element: HTMLElement) => void;
  editable: boolean;
  /** Shows its words in the text, where they are. */
  onShow: (() => boolean) | null;
  onReply: () => void;
  /** Something was done to it here, and this is said. */
  onDone: (done: Done) => void;
  change: OpenAgreement["change"];
}) {
  const group = useGroup();
  const nameOf = ({ member, proven }: SaidBy) => {
    const name = group.nameOf(member as never) ?? words.somebody;
    return proven || group.nameOf(member as never) === null ? name : words.byWord(name);
  };
  const mine = (one: Reply) => one.by.proven && one.by.member === group.me().member && one.words !== null;
  const stands = createMemo(() => props.standing(props.comment));
  const settles = () => (props.comment.settled === null ? words.settle : words.again);
  /** What was said, or what it was about once that was taken back. */
  const its = () => props.comment.words ?? props.comment.quote;
  function settle(settled: boolean) {
    const done = props.change("settleComment", { comment: props.comment.id, settled });
    if (done.ok) props.onDone(settled ? "settled" : "again");
  }
  function takeBack(id: string) {
    if (props.change("withdrawWords", { id }).ok) props.onDone("takenBack");
  }
  const Said = (said: { one: Reply }) => (
    <>
      <p class="faint">
        <b dir="auto">{nameOf(said.one.by)}</b> · {text.words.onDay(said.one.at, props.now)}
      </p>
      <Show when={said.one.words} fallback={<p class="faint">{words.takenBack}</p>}>
        {(its) => (
          <p class="as-written" dir="auto">
            <For each={saidParts(its(), said.one.mentions)}>
              {(part) =>
                part.kind === "words" ? (
                  part.text
                ) : (
                  <span class="named">@{group.nameOf(part.member as never) ?? part.text}</span>
                )
              }
            </For>
          </p>
        )}
      </Show>
      <Show when={props.editable && mine(said.one)}>
        <div class="actions">
          <Button kind="quiet" name={which(words.takeBack, said.one.words ?? "")} onPress={() => takeBack(said.one.id)}>
            {words.takeBack}
          </Button>
        </div>
      </Show>
    </>
  );
  return (
    <li class="item stack" classList={{ beside: props.beside }} tabindex="-1" ref={(element) => props.ref(element)}>
      <Show when={props.comment.quote}>
        <blockquote dir="auto">{props.comment.quote}</blockquote>
      </Show>
      <Show when={props.comment.anchor}>
        <Show when={stands()} fallback={<p class="faint">{words.wordsGone}</p>}>
          {(its) => (
            <Show when={its().trim() !== props.comment.quote.trim() && !its().startsWith(props.comment.quote)}>
              <p class="faint" dir="auto">
                {words.wordsNow(its())}
              </p>
            </Show>
          )}
        </Show>
      </Show>
      <Said one={props.comment} />
      <Show when={props.comment.replies.length > 0}>
        <ul class="list">
          <For each={props.comment.replies}>
            {(one) => (
              <li class="item stack">
                <Said one={one} />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.comment.settled}>
        {(is) => <p class="faint">{words.settled(nameOf(is().by), text.words.onDay(is().at, props.now))}</p>}
      </Show>
      <div class="actions">
        <Show when={(props.comment.anchor === null || stands()) && props.onShow}>
          <Button kind="quiet" name={which(words.show, props.comment.quote)} onPress={() => void props.onShow?.()}>
            {words.show}
          </Button>
        </Show>
        <Show when={props.editable}>
          <Button
            kind="quiet"
            name={which(words.replyTo(nameOf(props.comment.by)), its())}
            onPress={() => props.onReply()}
          >
            {words.reply}
          </Button>
          <Button kind="quiet" name={which(settles(), its())} onPress={() => settle(props.comment.settled === null)}>
            {settles()}
          </Button>
        </Show>
      </div>
    </li>
  );
}
