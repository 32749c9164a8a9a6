// Hands a text to the browser as a file to keep.
export function saveFile(file: { fileName: string; text: string; type?: string }): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: `${file.type ?? "text/markdown"};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = file.fileName;
  link.click();
  // The browser has taken the bytes once the click returns; the address is no use to anybody else.
  URL.revokeObjectURL(url);
}
