import type { Translated } from '../../translated.ts';
import type { zhCnTime } from '../../zh-cn/screen/time.ts';

export const enTime: Translated<typeof zhCnTime> = {
  justNow: 'just now',
  minutesAgo: '{{n}} min ago',
  hoursAgo: '{{n}} h ago',
  daysAgo: '{{n}} d ago',
  today: 'today {{time}}',
  yesterday: 'yesterday {{time}}',
  tomorrow: 'tomorrow {{time}}',
  minutes: '{{n}} min',
  hours: '{{n}} h',
  days: '{{n}} d',
  left: '{{span}} left',
  over: 'expired',
  dueToday: 'by {{time}} today',
  dueTomorrow: 'due tomorrow',
  noDue: 'no deadline',
  date: '{{weekday}}, {{year}}-{{month}}-{{day}}',
  weekday: {
    '0': 'Sunday',
    '1': 'Monday',
    '2': 'Tuesday',
    '3': 'Wednesday',
    '4': 'Thursday',
    '5': 'Friday',
    '6': 'Saturday',
  },
};
