// What a group does about a conflict, step by step.
export const conflict = `---
summary: "First a word between those it is about, then with help, then with all: nobody is judged, and nobody is left alone with it."
language: en
---

# When there is a conflict

1. A conflict is everybody’s and nobody’s shame. Naming it early is a help to all of us.

2. First: those it is about talk with each other, if both want to. Each may bring somebody they trust.

3. If that is too much or did not help: each tells their side to somebody who listens and takes no side. Nobody has to sit in one room with whoever harmed them.

   <!-- why -->
   > Being made to meet is a second harm.

4. Then two or three people whom both sides accept hear both, and look with them for a way forward that all of them write down together.

5. Whoever was harmed is asked what they need before anything is closed.

6. If the way forward changes something for all of us, it is put to the group as a change to an agreement, without names.

   <!-- why -->
   > Often the trouble between two of us is a rule that fits neither.

7. If somebody goes on doing harm and will not talk, the group can end their access. “Joining and leaving” says how. It is said plainly, and it can be looked at again.

8. Whoever helps in a conflict is relieved of other tasks for that time, and can stop.
`;
