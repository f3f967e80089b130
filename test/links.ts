/** The path of the first link of ours in an e-mail that begins so. */
export function linkIn(message: { text: string } | undefined, start: string): string {
  const found =
    message && new RegExp(`http://palabre\\.test(${start}[^\\s>]*)`).exec(message.text.replace(/\n/g, ' '))?.[1];
  if (!found) throw new Error(`no link ${start}… in: ${message?.text}`);
  return found;
}
