import type { VNode } from 'preact';
import type { Ui } from '../ui.js';

export function Footer({ ui }: { ui: Ui }): VNode {
  const { footer, community } = ui.frame;
  return (
    <footer class="foot">
      <div class="foot-inner">
        <p>
          <strong>{community.name}</strong>
          {community.tagline && <span> {community.tagline}</span>}
        </p>
        {footer.credit && <p>{footer.credit}</p>}
        {footer.links.length > 0 && (
          <ul class="foot-links">
            {footer.links.map(({ label, href }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </footer>
  );
}
