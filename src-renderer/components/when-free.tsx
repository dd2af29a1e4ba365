import { memo, useDeferredValue, type ComponentType, type JSX } from 'react';

/**
 * A part that is drawn when there is time for it, in pieces between which a key or a click is heard. Answers of the
 * station come at any moment, and the library that keeps them has everything that hears of one drawn in a single task;
 * so whoever hears of answers hands them to such a part, and does little besides. A part that hears of answers itself is
 * drawn anew in one go when one comes while it is being drawn. What answers to keys stays outside: the next key would
 * find it as it was.
 */
export function whenFree<Props extends object>(Part: (props: Props) => JSX.Element): ComponentType<Props> {
  // Its own type is lost on `memo`, which takes parts of any kind.
  const Still = memo(Part) as unknown as ComponentType<Props>;
  function WhenFree(props: Props) {
    const shown = useDeferredValue<Props | null>(props, null);
    return shown && <Still {...shown} />;
  }
  return memo(WhenFree) as unknown as ComponentType<Props>;
}
