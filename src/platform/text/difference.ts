import { diffLines, diffWordsWithSpace } from 'diff';
import type { Piece } from '../../ui/content/difference.js';

/** Finding the words takes the square of what is different: about 0.1 s for so many changes. With more, whole lines do. */
const MOST_CHANGES = 1000;
/** What stays the same between two changes and is shorter than this is no help to who reads. */
const SHORT = 12;
/** So much of what did not change is shown around what did. */
const AROUND = 160;

/** From one text to the next, word by word, with what stayed the same shortened to its edges. */
export function difference(before: string, after: string): Piece[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST_CHANGES }) ??
    diffLines(before, after, { maxEditLength: MOST_CHANGES }) ?? [
      { value: before, removed: true, added: false },
      { value: after, removed: false, added: true },
    ];
  const pieces = joined(
    changes.map(
      ({ added, removed, value }): Piece => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }),
    ),
  );
  return pieces.map((piece, at) => (piece.kind === 'same' ? shortened(piece, at > 0, at < pieces.length - 1) : piece));
}

/** A few letters between two changes belong to them: a sentence written anew is read as one, not as confetti. */
function joined(pieces: Piece[]): Piece[] {
  const read: Piece[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    if (removed) read.push({ kind: 'removed', text: removed });
    if (added) read.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const [at, { kind, text }] of pieces.entries()) {
    const between = kind === 'same' && Boolean(removed || added) && at < pieces.length - 1;
    if (kind === 'same' && !(between && text.length < SHORT && !text.includes('\n'))) {
      flush();
      read.push({ kind, text });
      continue;
    }
    if (kind !== 'added') removed += text;
    if (kind !== 'removed') added += text;
  }
  flush();
  return read;
}

export const isSame = (pieces: Piece[]): boolean => pieces.every(({ kind }) => kind === 'same');

function shortened({ kind, text }: Piece, hasBefore: boolean, hasAfter: boolean): Piece {
  const room = (hasBefore ? AROUND : 0) + (hasAfter ? AROUND : 0);
  if (text.length <= room + 40) return { kind, text };
  const head = hasBefore ? text.slice(0, AROUND) : '';
  const tail = hasAfter ? text.slice(-AROUND) : '';
  return { kind, text: `${head} … ${tail}` };
}
