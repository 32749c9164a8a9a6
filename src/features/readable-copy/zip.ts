// A zip made piece by piece, as a file grows: each text is packed and let go before the next one comes. The only file that
// knows the library.
import { strToU8, Zip, ZipDeflate } from "fflate";

export interface ZipInTheMaking {
  add(path: string, text: string): void;
  end(): Blob;
}

export function startZip(at: Date): ZipInTheMaking {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  return {
    add(path, text) {
      const entry = new ZipDeflate(path, { level: 6 });
      entry.mtime = at;
      zip.add(entry);
      entry.push(strToU8(text), true);
    },
    end() {
      zip.end();
      return new Blob(pieces, { type: "application/zip" });
    },
  };
}
