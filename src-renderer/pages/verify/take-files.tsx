import { Button } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useWords } from '../../bridge/words.ts';

/** Opens the system's choice of files. Whatever is chosen is judged by its content, so that no name is refused. */
export function ChooseFiles(props: {
  readonly onFiles: (files: readonly File[]) => void;
  /** A whole folder, with all that lies below it. */
  readonly isFolder?: boolean;
  readonly isPrimary?: boolean;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  const { onFiles, isFolder = false, isPrimary = false, icon, children } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={(element) => {
          input.current = element;
          if (element) element.webkitdirectory = isFolder;
        }}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button type={isPrimary ? 'primary' : 'default'} icon={icon} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}

/** Over the whole window while files hang above it. */
export function DropCurtain({ isShown }: { readonly isShown: boolean }) {
  const say = useWords();
  if (!isShown) return null;
  return (
    <div className="sk-verify-curtain" role="status">
      <b>{say('screen.verify.drop.release')}</b>
    </div>
  );
}
