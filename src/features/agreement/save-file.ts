// Hands a text, or a file made of one, to the browser as a file to keep.
export function saveFile(file: { fileName: string; text: string | Uint8Array<ArrayBuffer>; type?: string }): void {
  const type = file.type ?? "text/markdown";
  const blob = new Blob([file.text], { type: typeof file.text === "string" ? `${type};charset=utf-8` : type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = file.fileName;
  link.click();
  // The browser has taken the bytes once the click returns; the address is no use to anybody else.
  URL.revokeObjectURL(url);
}
