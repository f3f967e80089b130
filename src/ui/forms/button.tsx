import type { ComponentChildren, VNode } from 'preact';
import type { Ui } from '../ui.js';
import { CsrfField } from './form.js';

/** One `main` button in a place; `quiet` for the others; `plain` looks like a link. */
export type ButtonKind = 'main' | 'quiet' | 'plain' | 'danger';

export interface ButtonProps {
  kind?: ButtonKind;
  name?: string;
  value?: string;
  /** Sends the form elsewhere: a preview, a draft. */
  formAction?: string;
  /** The browser asks this first, where there is script. */
  confirm?: string;
  disabled?: boolean;
  /** What it acts on, for those who hear the page: "Remove Ben". */
  label?: string;
  children: ComponentChildren;
}

const look = (kind: ButtonKind) => (kind === 'main' ? 'button' : `button button-${kind}`);

export function Button({
  kind = 'main',
  name,
  value,
  formAction,
  confirm,
  disabled,
  label,
  children,
}: ButtonProps): VNode {
  return (
    <button
      type="submit"
      class={look(kind)}
      name={name}
      value={value}
      formAction={formAction}
      disabled={disabled}
      aria-label={label}
      data-confirm={confirm}
    >
      {children}
    </button>
  );
}

/** For what cannot be taken back: it always says what it will do before it does it. */
export const DangerButton = (props: Omit<ButtonProps, 'kind' | 'confirm'> & { confirm: string }): VNode => (
  <Button {...props} kind="danger" />
);

export interface ButtonLinkProps {
  href: string;
  kind?: ButtonKind;
  label?: string;
  rel?: string;
  children: ComponentChildren;
}

export const ButtonLink = ({ href, kind = 'main', label, rel, children }: ButtonLinkProps): VNode => (
  <a class={look(kind)} href={href} aria-label={label} rel={rel}>
    {children}
  </a>
);

export interface ActionButtonProps extends Omit<ButtonProps, 'formAction'> {
  ui: Ui;
  action: string;
  /** Sent along, unseen. */
  fields?: Readonly<Record<string, string>>;
}

/** A change made by one press, such as join, follow or close: a form of its own. */
export function ActionButton({ ui, action, fields = {}, ...button }: ActionButtonProps): VNode {
  return (
    <form method="post" action={action} class="action">
      <CsrfField ui={ui} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button {...button} />
    </form>
  );
}
