const faces = [
  ['LiberationSans-Regular.ttf', 'normal', 'normal'],
  ['LiberationSans-Bold.ttf', 'bold', 'normal'],
  ['LiberationSans-Italic.ttf', 'normal', 'italic'],
  ['LiberationSans-BoldItalic.ttf', 'bold', 'italic'],
] as const;

let loading: Promise<unknown> | undefined;

/**
 * Brings Helvetica, which a PDF need not carry, with letters as wide as the file takes them to be; pdf.js would take
 * what the system has in its place. Other fonts stay those of the system: it may have the 宋体 and 仿宋 of the file,
 * the program has not. Times and Courier stay too, for no browser reads the format in which pdf.js brings them.
 *
 * @param folder address of the standard fonts of pdf.js, with its slash
 */
export async function loadStandardFonts(folder: string): Promise<void> {
  // A page whose font cannot be loaded is drawn with that of the system.
  loading ??= Promise.allSettled(
    faces.map(async ([file, weight, style]) => loadFace(`${folder}${file}`, weight, style)),
  );
  await loading;
}

async function loadFace(address: string, weight: string, style: string): Promise<void> {
  const face = new FontFace('Helvetica', `url(${address})`, { weight, style });
  document.fonts.add(await face.load());
}
