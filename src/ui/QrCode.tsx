// A link as a QR code: one SVG path. The library that draws it loads when the first code is asked for.
import { createEffect, createSignal, onCleanup, Show } from "solid-js";

interface Drawing {
  size: number;
  path: string;
}

export function QrCode(props: { value: string; label: string }) {
  const [drawing, setDrawing] = createSignal<Drawing | null>(null);
  createEffect(() => {
    let current = true;
    onCleanup(() => {
      current = false;
    });
    // Offline on a first visit the library may be missing: the link itself is still there to copy.
    draw(props.value).then(
      (drawn) => current && setDrawing(drawn),
      () => current && setDrawing(null),
    );
  });
  return (
    <div class="qr" role="img" aria-label={props.label}>
      <Show when={drawing()}>
        {(code) => (
          <svg viewBox={`0 0 ${code().size} ${code().size}`} aria-hidden="true">
            <path fill="currentColor" d={code().path} />
          </svg>
        )}
      </Show>
    </div>
  );
}

async function draw(value: string): Promise<Drawing> {
  const { encode } = await import("uqr");
  // On a screen nothing is smudged: the least correction gives the largest, easiest modules.
  const { data, size } = encode(value, { border: 0, ecc: "L" });
  const runs: string[] = [];
  data.forEach((row, y) => {
    // One rectangle per run of dark modules keeps the path a third of its length.
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      runs.push(`M${from} ${y}h${x - from + 1}v1H${from}z`);
    }
  });
  return { size, path: runs.join("") };
}
