// Who looks after the relay, and for how long.
export const relayKeeper = `---
summary: "The relay passes on what it cannot read; two of us keep it running, and neither is more than anybody else for it."
language: en
---

# Who looks after the relay

1. Our relay is a small computer that passes sealed parcels between our devices. It cannot read them.

2. Two people look after it, one of them learning. Each does it for <data value="place-days">180</data> days at most, and then hands it on.

   <!-- why -->
   > Who alone knows how a thing works is asked for everything, and asked for permission.

3. Looking after it means: it runs, it is updated within a week when an update is important, there is room on its disk, and the bill is paid.

4. How it is done is written down so that somebody else could do it tomorrow. Passwords are not in that text; the two keep them, and a third has them in a sealed envelope.

5. They look at nothing they do not need, keep no lists of addresses, and give nothing to anybody outside. If somebody demands it, they tell the group at once.

6. If the relay is away we lose nothing: everything is on our devices, and goes out when it is back. Any of us can set up another.

7. What it costs is paid from the group’s money, never by whoever looks after it alone.
`;
