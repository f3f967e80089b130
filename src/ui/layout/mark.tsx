import type { VNode } from 'preact';

/** The palaver tree: a wide crown, and people in its shade. */
export function Mark(): VNode {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path
        class="mark-crown"
        d="M16 2.5c3.9 0 6.7 1.8 7.9 4.1 3.3.3 5.6 2.6 5.6 5.3 0 3-2.6 5.3-6 5.3h-15c-3.4 0-6-2.3-6-5.3 0-2.7 2.3-5 5.6-5.3C9.3 4.3 12.1 2.5 16 2.5Z"
      />
      <path class="mark-trunk" d="M14.2 16h3.6c0 5 .7 8.5 2.7 11.5h-9c2-3 2.7-6.5 2.7-11.5Z" />
      <g class="mark-people">
        <circle cx="6" cy="22.5" r="2.2" />
        <circle cx="26" cy="22.5" r="2.2" />
        <path d="M1.8 30c0-2.6 1.8-4.3 4.2-4.3s4.2 1.7 4.2 4.3ZM21.8 30c0-2.6 1.8-4.3 4.2-4.3s4.2 1.7 4.2 4.3Z" />
      </g>
    </svg>
  );
}
