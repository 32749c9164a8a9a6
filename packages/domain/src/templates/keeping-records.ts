// What a group keeps in writing, and what it erases.
export const keepingRecords = `---
summary: "We write down what we need to act together, and nothing about a person without that person."
language: en
---

# What we keep and what we erase

1. We keep our agreements, what we decided, and who looks after what and until when.

2. We keep nothing about a person that this person cannot read.

   <!-- why -->
   > What is written about people outlives what was meant by it.

3. Notes of a meeting say what was decided and what comes next, not who said what, unless somebody wants their words kept.

4. What is about one person’s troubles belongs to that person. They decide who reads it, and when it is erased.

5. Lists that are needed for one thing, such as who brings food, are erased when that thing is over.

6. Once a year, at the first meeting after <data value="review-days">365</data> days, we look at what has gathered and let go of what nobody needs.

7. Erasing reaches our own devices and our relay. What somebody has copied cannot be called back; we say so before we write.
`;
