import { AutoComplete as LibraryAutoComplete, Select as LibrarySelect } from 'antd';
import type { AutoCompleteProps, SelectProps } from 'antd';
import { useLayoutEffect, useRef, type ReactNode } from 'react';

/** The component library's list of choices, which goes by the name of its field once it is open. */
export function Select<Value>(props: SelectProps<Value>) {
  return <LibrarySelect<Value> {...props} popupRender={(list) => <NamedList>{list}</NamedList>} />;
}

/** The same for a field that one may also write in. */
export function AutoComplete(props: AutoCompleteProps<string>) {
  return <LibraryAutoComplete {...props} popupRender={(list) => <NamedList>{list}</NamedList>} />;
}

/** The library gives the open list a role and no name, and takes none: a screen reader would say "list box". */
function NamedList({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const list = box.current?.querySelector('[role="listbox"]');
    const field = list && document.getElementById(list.id.replace(/_list$/, ''));
    const name = field && nameOf(field);
    if (name) list.setAttribute('aria-label', name);
  });
  return <div ref={box}>{children}</div>;
}

function nameOf(field: HTMLElement): string {
  const labels = (field as HTMLInputElement).labels ?? [];
  return field.getAttribute('aria-label') ?? [...labels].map(({ textContent }) => textContent).join(' ');
}
