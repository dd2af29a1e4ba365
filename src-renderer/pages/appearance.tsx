import { App, ConfigProvider, theme as libraryTheme } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useLook } from '../bridge/appearance.ts';
import { nonce } from '../bridge/style-nonce.ts';
import { useWords } from '../bridge/words.ts';
import { componentTheme, keepOurColours } from '../styles/theme.ts';

/** The year and the month that a calendar shows are the names of their buttons: nothing else is read out instead. */
function withPlainCalendar(locale: typeof zhCN): typeof zhCN {
  const calendar = locale.DatePicker;
  if (!calendar) return locale;
  return { ...locale, DatePicker: { ...calendar, lang: { ...calendar.lang, yearSelect: '', monthSelect: '' } } };
}
const chinese = withPlainCalendar(zhCN);
const english = withPlainCalendar(enUS);

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
  useEffect(() => void dayjs.locale(appearance.language === 'en' ? 'en' : 'zh-cn'), [appearance.language]);
  return (
    <ConfigProvider
      theme={config}
      locale={appearance.language === 'en' ? english : chinese}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
