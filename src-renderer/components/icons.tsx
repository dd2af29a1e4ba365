import Icon from '@ant-design/icons';
import type { ComponentProps } from 'react';

type IconProps = Omit<ComponentProps<typeof Icon>, 'component'>;

/** A stamp: knob, bell, base line. */
function StampShape() {
  return (
    <svg viewBox="0 0 16 16" width="1em" height="1em" fill="none" stroke="currentColor" strokeWidth="1.3">
      <path d="M6.7 8.6c0-2.2-1-2.9-1-4.6a2.3 2.3 0 0 1 4.6 0c0 1.7-1 2.4-1 4.6h3.2a1 1 0 0 1 1 1v1.9h-11V9.6a1 1 0 0 1 1-1Z" />
      <path d="M2 14.2h12" strokeLinecap="round" />
    </svg>
  );
}

export function StampIcon(props: IconProps) {
  return <Icon component={StampShape} aria-hidden {...props} />;
}

/** A USB Key: plug with two contacts, body. */
function UsbKeyShape() {
  return (
    <svg viewBox="0 0 16 16" width="1em" height="1em" fill="none" stroke="currentColor" strokeWidth="1.3">
      <path d="M4.6 6.2V1.8h6.8v4.4M2.7 14.3V7.2a1 1 0 0 1 1-1h8.6a1 1 0 0 1 1 1v7.1" />
      <path d="M6.7 3.3v1.2M9.3 3.3v1.2" strokeLinecap="round" />
    </svg>
  );
}

export function UsbKeyIcon(props: IconProps) {
  return <Icon component={UsbKeyShape} aria-hidden {...props} />;
}
