// An address that leads nowhere.
import { text } from "../../text/index.ts";
import { PageHead } from "../../ui/Page.tsx";
import { PlainPage } from "../../ui/PlainPage.tsx";

export default function NotFoundPage() {
  return (
    <PlainPage home="/">
      <PageHead title={text.notFound.title} lead={text.notFound.what} />
      <p>
        <a href="/">{text.notFound.back}</a>
      </p>
    </PlainPage>
  );
}
