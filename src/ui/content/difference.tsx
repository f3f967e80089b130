import type { VNode } from 'preact';
import type { Ui } from '../ui.js';

/** A stretch of text that is the same in both of two, or stands in one of them only. */
export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What went and what came, marked so that it can be told without colour and heard without sight. */
export const DifferenceView = ({ ui: { t }, pieces }: { ui: Ui; pieces: readonly Piece[] }): VNode => (
  <div class="difference" dir="auto">
    {pieces.map((piece, at) => (
      <PieceView key={at} piece={piece} removed={t('ui.difference.removed')} added={t('ui.difference.added')} />
    ))}
  </div>
);

function PieceView({ piece, removed, added }: { piece: Piece; removed: string; added: string }): VNode {
  if (piece.kind === 'same') return <span>{piece.text}</span>;
  const Mark = piece.kind === 'added' ? 'ins' : 'del';
  return (
    <Mark>
      <span class="unseen"> [{piece.kind === 'added' ? added : removed}] </span>
      {piece.text}
    </Mark>
  );
}
