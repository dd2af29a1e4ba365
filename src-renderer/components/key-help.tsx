import { Modal } from 'antd';
import { useWords } from '../bridge/words.ts';
import './key-help.css';

/** Keys and what they do; `words` is a name below `screen.components.keys`. */
export const knownKeys = [
  { keys: ['?'], words: 'help' },
  { keys: ['Ctrl', 'L'], words: 'lock' },
  { keys: ['Ctrl', 'N'], words: 'request' },
  { keys: ['Alt', '1–9'], words: 'navigate' },
  { keys: ['F6'], words: 'regions' },
  { keys: ['PgUp', 'PgDn'], words: 'pages' },
  { keys: ['← ↑ ↓ →'], words: 'nudge' },
  { keys: ['Shift', '←'], words: 'nudgeFine' },
  { keys: ['Esc'], words: 'escape' },
] as const;

export function Keycaps({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className="sk-keycaps">
      {keys.map((key) => (
        <kbd key={key} className="sk-key">
          {key}
        </kbd>
      ))}
    </span>
  );
}

export function KeyList() {
  const say = useWords();
  return (
    <ul className="sk-plain sk-key-list">
      {knownKeys.map(({ keys, words }) => (
        <li key={words}>
          <Keycaps keys={keys} /> {say(`screen.components.keys.${words}`)}
        </li>
      ))}
    </ul>
  );
}

/** Opened by `?` on any page. */
export function KeyHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const say = useWords();
  return (
    <Modal open={isOpen} onCancel={onClose} footer={null} title={say('screen.components.keys.title')} width={560}>
      <p className="sk-quiet sk-small">{say('screen.components.keys.purpose')}</p>
      <KeyList />
    </Modal>
  );
}
