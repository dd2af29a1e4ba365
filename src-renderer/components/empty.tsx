import { useEffect, useState, type ReactNode } from 'react';
import { useWords } from '../bridge/words.ts';
import './empty.css';

/** A friendly state, not a blank: says what would be here, and what is worth doing now. */
export function Empty({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <section className="sk-empty">
      <h2 className="sk-serif">{title}</h2>
      {children}
    </section>
  );
}

const skeletonAfterMs = 100;

/** Grey bars of the size of what comes; nothing at all within the first tenth of a second. */
export function Skeleton({ lines = 3, height }: { readonly lines?: number; readonly height?: number }) {
  const say = useWords();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), skeletonAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  const bars = Array.from({ length: lines }, (_, index) => index);
  return (
    <div className="sk-skeleton" role="status" aria-label={say('screen.components.loading')}>
      {bars.map((index) => (
        <span key={index} style={{ height, width: index === lines - 1 && lines > 1 ? '60%' : '100%' }} />
      ))}
    </div>
  );
}
