import type { ComponentChildren, VNode } from 'preact';

/** One component with its states, under its name in the code. */
export const Shown = ({ name, children }: { name: string; children: ComponentChildren }): VNode => (
  <section aria-label={name}>
    <h3>
      <code>{name}</code>
    </h3>
    {children}
  </section>
);
