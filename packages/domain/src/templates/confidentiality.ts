// What stays within a group, and when it would tell somebody outside.
export const confidentiality = `---
summary: "What is told here stays here; before we tell anybody outside, the person it is about is asked."
language: en
---

# What stays between us

1. What somebody tells about themselves is theirs. It is told on only with their yes, each time.

2. We do not say outside who belongs to the group.

   <!-- why -->
   > For some of us it is dangerous to be known. We do not know for whom.

3. Phones stay out of hearing when somebody asks for it.

# When would we tell somebody outside

4. If somebody’s life or body is in immediate danger and they cannot decide for themselves. We tell them first, if we can, and tell as little as will help.

5. If a child is in danger. Two of us talk it through before anybody is called, and the child is heard.

   <!-- why -->
   > A report can help and can break a family. Nobody should have to decide it alone, and nobody should look away alone.

6. If a law truly obliges us. We look it up; we do not guess.

7. For no other reason: not for an office, not for a funder, not for the police because they ask.

8. Whoever told somebody outside says so in the group as soon as they can.
`;
