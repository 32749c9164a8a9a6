// How people in a group are with each other.
export const saferSpace = `---
summary: "We look after each other’s dignity, and anybody may say stop without explaining."
language: en
---

# How we are with each other

1. Everybody says for themselves what they are called, and is called that.

2. We listen to the end. Who has spoken often waits; who has not spoken is asked whether they would like to.

   <!-- why -->
   > The same voices first means the same voices decide.

3. Nobody has to tell their story to be believed or to be helped.

4. Anybody can say “stop” to words or touch, at once and without a reason. We stop, and talk later if they want to.

5. We do not make jokes about who somebody is: where they come from, their body, their faith, whom they love, what papers or money they have.

6. Pictures and recordings only after everybody in them has said yes.

7. If something went wrong, we say so: to the person, or to anybody here we trust. It is about what happened and what is needed now, not about who is a bad person.

   <!-- why -->
   > People who fear being thrown out hide mistakes. People who can put things right do.

8. If somebody is in danger, that comes first. How we go on then stands in “When there is a conflict”.
`;
