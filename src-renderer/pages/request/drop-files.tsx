import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useWords } from '../../bridge/words.ts';

const accepted = '.pdf,.ofd,application/pdf,application/ofd';

/** Files may be dropped anywhere in the window while the page is open. */
export function useFileDrop(onFiles: (files: readonly File[]) => void): boolean {
  return useTransferDrop((transfer) => onFiles([...transfer.files]));
}

/** The same with all that was let go: folders are no files. */
export function useTransferDrop(onDrop: (transfer: DataTransfer) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(onDrop);
  take.current = onDrop;
  useEffect(() => {
    // Leaving one element for another inside the window counts as entering again.
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const on = (count: 1 | -1) => (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = Math.max(0, depth + count);
      setOver(depth > 0);
    };
    const [enter, leave] = [on(1), on(-1)];
    const over = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (event.dataTransfer) take.current(event.dataTransfer);
    };
    const handlers = { dragenter: enter, dragleave: leave, dragover: over, drop } as const;
    for (const [name, handler] of Object.entries(handlers)) window.addEventListener(name as 'drop', handler);
    return () => {
      for (const [name, handler] of Object.entries(handlers)) window.removeEventListener(name as 'drop', handler);
    };
  }, []);
  return isOver;
}

/** Opens the system's choice of files. */
export function ChooseFiles(props: {
  readonly onFiles: (files: readonly File[]) => void;
  readonly isPrimary?: boolean;
  readonly children: ReactNode;
}) {
  const { onFiles, isPrimary = false, children } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button type={isPrimary ? 'primary' : 'default'} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}

/** Over the whole page while files hang above it. */
export function DropCurtain({ isShown }: { readonly isShown: boolean }) {
  const say = useWords();
  if (!isShown) return null;
  return (
    <div className="sk-request-curtain" role="status">
      <b>{say('screen.request.empty.drop')}</b>
    </div>
  );
}
