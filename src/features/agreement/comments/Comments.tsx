// What people say about an agreement, below its text. It listens for comments alone: a keystroke in the text costs it
// nothing but a timer, however many there are.
import "./comments.css";
import { type Comment, commentPassages, commentsOf, plainText } from "@fogata/domain";
import type { DocumentHandle } from "@fogata/sync";
import { createMemo, createSignal, For, Show } from "solid-js";
import { commentWords as words } from "../../../text/en-comments.ts";
import { Announcer } from "../../../ui/Announcer.tsx";
import { Button } from "../../../ui/Button.tsx";
import { createClock } from "../../../ui/clock.ts";
import { createGradual } from "../../../ui/gradual.ts";
import type { OpenAgreement } from "../../../workspace/types.ts";
import { useGroup } from "../../group/context.tsx";
import type { MountedEditor } from "../editor/view.ts";
import { createSaidBeside } from "../said.ts";
import { type About, CommentDialog, type SayFault } from "./CommentDialog.tsx";
import { type BesideText, createMargin } from "./margin.ts";
import type { Named } from "./NamesField.tsx";
import { type Done, OneComment } from "./OneComment.tsx";
import { readText } from "./read-text.ts";
import { createStanding } from "./standing.ts";

export interface CommentsProps {
  agreement: OpenAgreement;
  handle: DocumentHandle;
  /** The text in force, if that is what stands above: its words may lie in another document. */
  shown: { doc: string; text: string } | null;
  /** What somebody is about to say something about. */
  about: About | null;
  editable: boolean;
  onComment: () => void;
  onDone: () => void;
  /** The text they can stand beside, where it is written in. */
  editor: MountedEditor | null;
  /** The same where it is only read: what holds its blocks. */
  read: HTMLElement | null;
}

export function Comments(props: CommentsProps) {
  const group = useGroup();
  const [replying, setReplying] = createSignal<Comment | null>(null);
  const [withSettled, setWithSettled] = createSignal(false);
  const [told, setTold] = createSignal("");
  let heading!: HTMLHeadingElement;
  const now = createClock();
  const { handle } = props;

  const { held, version } = createSaidBeside(handle, "comments", commentsOf);

  const open = () => held.all.filter((one) => one.settled === null);
  const settled = () => held.all.filter((one) => one.settled !== null);
  const standingNow = createStanding({ doc: () => handle.doc(), all: () => held.all, version });
  const elements = new Map<string, HTMLElement>();
  const [section, setSection] = createSignal<HTMLElement | null>(null);
  const textBeside = createMemo((): BesideText | null => {
    if (props.read) return readText(props.read);
    return props.editor && written(props.editor);
  });
  const beside = createMargin({
    all: open,
    text: textBeside,
    version,
    page: () => section()?.closest("article") ?? null,
    elementOf: (id) => elements.get(id),
    rows: () => rows(),
  });
  const isBeside = createMemo(() => new Set(beside()));
  /** In the margin they are gone through in the order of the text. */
  const inOrder = () => {
    const at = new Map(beside().map((id, n) => [id, n]));
    const place = ({ id }: Comment) => at.get(id) ?? at.size;
    return at.size === 0 ? open() : [...open()].sort((a, b) => place(a) - place(b));
  };
  const rows = createGradual(() => (withSettled() ? [...inOrder(), ...settled()] : inOrder()));
  const answer = (result: { ok: true } | { ok: false; reason: string }): SayFault | null =>
    result.ok ? null : result.reason in words.fault ? (result.reason as SayFault) : "other";
  /** In a working group, those who have a place there. */
  const people = () => {
    const circle = group.circles
      .all()
      .find(({ id }) => group.circles.documents(id, "agreement").some((row) => row.id === props.agreement.id));
    const there = circle && new Set<string>(circle.people.map(({ member }) => member));
    return group.people().filter(({ member }) => member !== group.me().member && (there?.has(member) ?? true));
  };
  /** `goesTo`: what was pressed goes with what it did, and the next Tab goes on from there. */
  function tell(what: string, goesTo?: HTMLElement) {
    // The same words again would be silent.
    setTold(told() === what ? `${what}\u00a0` : what);
    goesTo?.focus({ preventScroll: true });
  }
  const placeAfter = (done: Done, id: string) =>
    done === "takenBack" ? elements.get(id) : done === "settled" && !withSettled() ? heading : undefined;
  function kept(fault: SayFault | null): SayFault | null {
    if (fault === null) tell(words.told.said);
    return fault;
  }
  const say = (said: Named, { words: quote, from, to }: About) =>
    kept(
      answer(
        props.agreement.change("comment", {
          ...said,
          quote,
          anchor: from !== undefined && to !== undefined ? { from, to } : null,
        }),
      ),
    );
  /** What is in force is not what was written there since. */
  const standing = (one: Comment) => (props.read && textBeside()?.placeOf(one) != null ? one.quote : standingNow(one));
  /** In an editor its words are looked up only when they are to be shown. */
  const showing = (one: Comment) => {
    const text = textBeside();
    const there = text && (props.read ? text.placeOf(one) !== null : one.anchor !== null);
    return there ? () => text.show(one) : null;
  };
  const clauses = () => {
    if (props.shown === null || props.shown.doc === props.agreement.id) return () => commentPassages(handle.doc());
    const { found } = group.madeFrom.textAt({ document: props.shown.doc, hash: props.shown.text });
    return () => (found()?.written.blocks ?? []).map((one) => ({ words: plainText([one]) })).filter((one) => one.words);
  };
  return (
    <section ref={setSection} class="section narrow no-print" aria-labelledby="comments-on-it">
      <h2 id="comments-on-it" tabindex="-1" ref={(element) => (heading = element)}>
        {words.title}
      </h2>
      <Announcer words={told} />
      <Show when={props.editable}>
        <div class="actions">
          <Button icon="chat-circle-text" onPress={() => props.onComment()}>
            {words.comment}
          </Button>
        </div>
      </Show>
      <Show when={held.all.length > 0} fallback={<p class="faint">{words.none}</p>}>
        <ul class="list comments">
          <For each={rows()}>
            {(one) => (
              <OneComment
                comment={one}
                standing={standing}
                now={now()}
                beside={isBeside().has(one.id)}
                ref={(element) => elements.set(one.id, element)}
                editable={props.editable}
                onShow={showing(one)}
                onReply={() => setReplying(one)}
                onDone={(done) => tell(words.told[done], placeAfter(done, one.id))}
                change={props.agreement.change}
              />
            )}
          </For>
        </ul>
      </Show>
      <Show when={beside().length > 0}>
        <p class="faint">{words.beside}</p>
      </Show>
      <Show when={settled().length > 0}>
        <div class="actions">
          <Button kind="quiet" onPress={() => setWithSettled(!withSettled())}>
            {withSettled() ? words.hideSettled : words.showSettled}
          </Button>
        </div>
      </Show>
      <Show when={props.editable && props.about} keyed>
        {(about) => {
          // Looked up once: opened anew with every look, a text is never there.
          const passages = clauses();
          return (
            <CommentDialog
              title={words.comment}
              about={about}
              clauses={passages}
              people={people()}
              onSay={say}
              onClose={() => props.onDone()}
            />
          );
        }}
      </Show>
      <Show when={replying()} keyed>
        {(to) => (
          <CommentDialog
            title={words.replyTo(group.nameOf(to.by.member as never) ?? words.somebody)}
            about={null}
            clauses={() => []}
            people={people()}
            onSay={(said) => kept(answer(props.agreement.change("reply", { comment: to.id, ...said })))}
            onClose={() => setReplying(null)}
          />
        )}
      </Show>
    </section>
  );
}

function written(editor: MountedEditor): BesideText {
  return {
    element: editor.view.dom,
    placeOf: ({ anchor }) => anchor && editor.placeOf(anchor),
    topAt: (place) => editor.topAt(place),
    show: ({ anchor }) => anchor !== null && editor.choose(anchor),
  };
}
