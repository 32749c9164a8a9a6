// How a group decides: who is asked, for how long, and what a no does.
export const howWeDecide = `---
summary: "Everybody is asked in good time, silence is not a yes, and a no with a reason sends us back to talking."
language: en
---

# How we decide

# Asking

1. Anybody here can put a question to the group. It says in one plain sentence what would be so if we agree.

2. A question stays open for at least <data value="minimum-days">14</data> days, so that nobody is decided about while they are at work, ill or without a connection.

   <!-- why -->
   > Quick decisions are made by whoever has time. Two weeks is one of our meetings and some days to think.

3. Anybody can ask once for more time, or ask that we talk about it at the next meeting.

# Answering

4. If nothing else is said, we decide by <data value="rule">all agree</data>.

   <!-- why -->
   > What everybody can live with is kept. What was voted through is worked round.

5. One can agree, agree with a concern, stand aside, say no, pass, or ask for more background. A no and a concern come with a reason; a few words are enough.

6. Saying nothing is not a yes. Whoever has not answered is asked again, kindly, and once.

7. Small things, which can be undone and cost nobody anything, need a few of us only: <data value="few-needs">3</data> people, and no no.

# Afterwards

8. What we decided is written down in one sentence that everybody can find.

9. Concerns stay with the decision. Each agreement is looked at again after <data value="review-days">180</data> days: we keep it, change it or let it go.

   <!-- why -->
   > Nobody remembers what was only promised. A date does.

10. Nobody’s access to what we write ends unless <data value="removal-needs">two thirds</data> of the others have signed it.
`;
