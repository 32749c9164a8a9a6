// The tabs of one device speak through a channel that only they share: the leader publishes the picture, the others
// pass on what a person does and repeat it to a new leader until it is answered. Every tab offers the same device.

/** As much of a BroadcastChannel as is used. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  close(): void;
}
/** What the leading tab does for all. */
export interface Leading<View, Command> {
  view(): View;
  /** `id` is the same when a command is repeated, so that doing it twice is doing it once. */
  perform(command: Command, id: string): Promise<unknown>;
}
export interface Tabs<View, Command, Word> {
  perform(command: Command): Promise<unknown>;
  /** This tab leads from now on, or no longer. */
  leads(leading: Leading<View, Command> | null): void;
  publish(view: View): void;
  /** Said by the leader, heard in every tab, this one included. */
  say(word: Word): void;
  /** Asks the leader to let this tab lead. */
  ask(): void;
  close(): void;
}

type Message<View, Command, Word> =
  | { type: "who" }
  | { type: "ask" }
  | { type: "view"; leader: string; view: View }
  | { type: "do"; id: string; command: Command }
  | { type: "done"; id: string; result: unknown }
  | { type: "word"; word: Word };

/** Answers remembered, so that a command repeated to the same leader is not done again. */
const answersMax = 256;

export function joinTabs<View, Command, Word>(o: {
  /** Null where the browser has none: then this tab is alone. */
  channel: Channel | null;
  newId: () => string;
  onView(view: View): void;
  onWord(word: Word): void;
  /** A shown tab wants to lead. */
  onAsk(): void;
  /** A new leader: what this tab had told the last one only in passing has to be said again. */
  onLeader?(): void;
}): Tabs<View, Command, Word> {
  type M = Message<View, Command, Word>;
  const me = o.newId();
  const pending = new Map<string, { command: Command; resolve: (result: unknown) => void }>();
  const answers = new Map<string, Promise<unknown>>();
  let leading: Leading<View, Command> | null = null;
  let leader: string | null = null;
  let count = 0;
  let closed = false;
  const post = (message: M) => {
    if (!closed) o.channel?.postMessage(message);
  };

  function answer(id: string, command: Command): Promise<unknown> {
    let result = answers.get(id);
    if (result === undefined) {
      result = leading!.perform(command, id);
      answers.set(id, result);
      if (answers.size > answersMax) answers.delete(answers.keys().next().value!);
    }
    return result;
  }
  function settle(id: string, result: unknown): void {
    pending.get(id)?.resolve(result);
    pending.delete(id);
  }
  /** Where this tab's commands go now: to itself, or to whoever hears. */
  function pass(id: string, command: Command): void {
    if (leading === null) {
      post({ type: "do", id, command });
      return;
    }
    const by = leading;
    void answer(id, command).then((result) => {
      // A leader that was replaced meanwhile may have been refused halfway: the next one answers.
      if (leading === by) settle(id, result);
      else if (pending.has(id)) pass(id, command);
    });
  }
  const repeat = () => {
    for (const [id, { command }] of pending) pass(id, command);
  };

  o.channel?.addEventListener("message", ({ data }) => {
    const message = data as M;
    switch (message.type) {
      case "who":
        if (leading) post({ type: "view", leader: me, view: leading.view() });
        break;
      case "ask":
        o.onAsk();
        break;
      case "view":
        o.onView(message.view);
        if (leader !== message.leader && leading === null) {
          leader = message.leader;
          repeat();
          o.onLeader?.();
        }
        break;
      case "do":
        if (leading) {
          const by = leading;
          void answer(message.id, message.command).then((result) => {
            if (leading === by) post({ type: "done", id: message.id, result });
          });
        }
        break;
      case "done":
        settle(message.id, message.result);
        break;
      case "word":
        o.onWord(message.word);
        break;
    }
  });
  post({ type: "who" });

  return {
    perform(command) {
      const id = `${me}-${count++}`;
      return new Promise((resolve) => {
        pending.set(id, { command, resolve });
        pass(id, command);
      });
    },
    leads(now) {
      leading = now;
      leader = now ? me : null;
      answers.clear();
      if (now) {
        post({ type: "view", leader: me, view: now.view() });
        repeat();
        o.onLeader?.();
      } else post({ type: "who" });
    },
    publish(view) {
      post({ type: "view", leader: me, view });
    },
    say(word) {
      post({ type: "word", word });
      o.onWord(word);
    },
    ask: () => post({ type: "ask" }),
    close() {
      closed = true;
      leading = null;
      o.channel?.close();
    },
  };
}
