// What came under a link as Markdown, as blocks to show. Somebody else's text: it becomes words, whatever it is.
export { readMarkdown as asBlocks } from "@fogata/domain";
