// One icon of the sprite, always beside a word, so hidden from screen readers.
import type { IconName } from "./icons/names.ts";
import sprite from "./icons/sprite.svg?url&no-inline";

/** `flips`: turns round in right-to-left. */
export function Icon(props: { name: IconName; flips?: boolean }) {
  return (
    <svg class="icon" classList={{ flips: props.flips === true }} aria-hidden="true">
      <use href={`${sprite}#${props.name}`} />
    </svg>
  );
}
