import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { DeskTask } from '#shared/contract/desk.ts';
import type { Queue } from '../../bridge/use-queue.ts';
import { useWords } from '../../bridge/words.ts';

/** To the requests before and after this one. */
export function QueueButtons({ queue: { tasks, index } }: { readonly queue: Queue }) {
  const say = useWords();
  const navigate = useNavigate();
  const go = (task: DeskTask | undefined) => () =>
    task && void navigate({ to: '/approve/$id', params: { id: task.requestId } });
  if (tasks.length < 2 || index < 0) return null;
  return (
    <>
      <Button icon={<LeftOutlined />} disabled={index === 0} onClick={go(tasks[index - 1])}>
        {say('screen.approve.previous')}
      </Button>
      <Button icon={<RightOutlined />} disabled={index === tasks.length - 1} onClick={go(tasks[index + 1])}>
        {say('screen.approve.next')}
      </Button>
    </>
  );
}
