// How a group sees and spends its money.
export const money = `---
summary: "Everybody can see all of it; small things are simply bought, larger ones are decided together."
language: en
---

# Our money

1. Everybody can see what came in, what went out and what is left, at any time and in plain words.

   <!-- why -->
   > Where only one knows about the money, the others stop asking.

2. Two people look after it together, each for <data value="place-days">180</data> days. Neither takes out anything alone.

3. Small things that are needed are simply bought, up to an amount we agree on each year: … The receipt goes into the tin.

4. Anything larger is put to the group before it is spent.

5. Whoever paid for something gets it back within a week, without having to ask twice. Nobody should have to lend the group money.

6. Whoever cannot pay for travel, food or childcare gets it from the tin. They tell one of the two; nobody else needs to know.

   <!-- why -->
   > A meeting that costs money decides who comes.

7. We take money from outside only if nothing is asked for it that stands against our agreements. The whole group decides that, each time.

8. What we have is looked at together every <data value="review-days">90</data> days, in a meeting, aloud.
`;
