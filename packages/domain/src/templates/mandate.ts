// What a working group may do by itself; its gaps are for the group to fill in.
export const mandate = `---
summary: "The working group does its task by itself, says what it decided, and brings back what is not its own."
language: en
---

# What a working group may do

1. The task, in one sentence: …

2. What it decides by itself: …

3. What it brings back to everybody: money beyond what is agreed, anything that binds the whole group, anything about a person.

   <!-- why -->
   > A working group is there so that not everybody has to decide everything, not so that some decide over the others.

4. Each of its decisions is said to everybody in one plain sentence. Any member can call one back; then it waits until all have talked.

5. Anybody can ask for a place. A place lasts <data value="place-days">180</data> days, and is then offered first to those who have not had one.

6. It decides as “How we decide” says, unless it has agreed on something else that everybody can read.

7. It is done when: …

8. We look at this mandate again after <data value="review-days">180</data> days.
`;
