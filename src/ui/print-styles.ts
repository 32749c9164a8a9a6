// The styles of paper, in a file of their own: they come with the pages behind the first screen, and nobody waits for them.
import href from "./styles/print.css?url";

const link = document.createElement("link");
link.rel = "stylesheet";
link.media = "print";
link.href = href;
document.head.append(link);
