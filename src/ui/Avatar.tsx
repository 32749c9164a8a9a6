// Initials over a woven pattern made from the person's id: the same person looks the same on every device, and two who
// share a name do not look alike.
const hues = ["ember", "moss", "dusk", "honey"] as const;
const weavesMax = 6;

export function Avatar(props: { name: string; id: string }) {
  const look = () => avatarLook(props.id);
  return (
    <span class="avatar" data-weave={look().weave} data-hue={look().hue} aria-hidden="true">
      {initials(props.name)}
    </span>
  );
}

export function avatarLook(id: string): { weave: number; hue: (typeof hues)[number] } {
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) >>> 0;
  return { weave: (sum % weavesMax) + 1, hue: hues[Math.floor(sum / weavesMax) % hues.length] ?? "dusk" };
}

const graphemes = new Intl.Segmenter();
/** The first two letters as a reader counts them: "Zoë" gives "Zo", a flag stays whole. */
export function initials(name: string): string {
  return Array.from(graphemes.segment(name.trim()), (part) => part.segment)
    .slice(0, 2)
    .join("");
}
