import { App, ConfigProvider, theme as libraryTheme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useMemo, type ReactNode } from 'react';
import { useLook } from '../bridge/appearance.ts';
import { nonce } from '../bridge/style-nonce.ts';
import { useWords } from '../bridge/words.ts';
import { componentTheme, keepOurColours } from '../styles/theme.ts';

/** The component library in the theme, size and language of this screen. */
export function Appearance({ children }: { readonly children: ReactNode }) {
  const { theme, appearance, isMotionReduced } = useLook();
  useWords();
  const config = useMemo(
    () => ({
      ...componentTheme(theme, appearance.size, isMotionReduced),
      algorithm: [theme === 'dark' ? libraryTheme.darkAlgorithm : libraryTheme.defaultAlgorithm, keepOurColours],
    }),
    [theme, appearance.size, isMotionReduced],
  );
  return (
    <ConfigProvider
      theme={config}
      locale={appearance.language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
