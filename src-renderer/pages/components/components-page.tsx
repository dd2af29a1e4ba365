import { PageHead } from '../../components/panel.tsx';

export function ComponentsPage() {
  return <PageHead title="" />;
}
