// How people come to a group, are away from it, and go.
export const joiningAndLeaving = `---
summary: "Anybody who shares our agreements can come along; everybody can go when they like, with what is theirs."
language: en
---

# Joining and leaving

# Coming

1. Whoever wants to join reads these agreements first, or has them read aloud. Nobody fills in a form. A name to be called by is enough.

   <!-- why -->
   > Forms are what offices ask for. We would like to know people.

2. A new joiner reads, writes and speaks like everybody else from the first day. They may choose somebody to go with them for the first weeks.

3. When <data value="welcome-needs">5</data> of us have signed that they know somebody well enough, that person is a full member and is counted when we decide.

# Being away

4. Nobody has to explain being away. Who comes back after months is still a member; nothing is late.

# Going

5. Everybody can leave when they like, without a reason, and take a copy of what they may read.

6. What one has promised to look after is handed on first, if one can. If not, the others see to it.

7. Ending somebody’s access against their will is the last step, after “When there is a conflict”, and takes the signatures that “How we decide” names. The person hears why before anybody signs.

   <!-- why -->
   > A group that throws out quickly is a group where nobody dares to disagree.

8. In danger two of us can pause somebody’s access for up to <data value="pause-days">7</data> days, so that there is time to talk.
`;
