import { Radio } from 'antd';
import { languages, type Appearance } from '../../bridge/appearance-choice.ts';
import { setAppearance, useLook } from '../../bridge/appearance.ts';
import { useWords } from '../../bridge/words.ts';
import { Panel } from '../../components/panel.tsx';
import { sizeNames, themeNames } from '../../styles/tokens.ts';

/** 显示: takes effect at once, for this screen. */
export function LookSettings() {
  const { appearance } = useLook();
  const say = useWords();
  return (
    <Panel title={say('screen.settings.look.title')} note={say('screen.settings.look.remembered')}>
      <div className="sk-settings-choices">
        <Choice name="theme" options={['system', ...themeNames]} value={appearance.theme} />
        <Choice name="size" options={sizeNames} value={appearance.size} />
        <Choice name="language" options={languages} value={appearance.language} />
      </div>
    </Panel>
  );
}

function Choice<Name extends keyof Appearance>(props: {
  readonly name: Name;
  readonly options: readonly Appearance[Name][];
  readonly value: Appearance[Name];
}) {
  const say = useWords();
  const { name, options, value } = props;
  return (
    <fieldset className="sk-settings-choice">
      <legend>{say(`screen.settings.look.${name}`)}</legend>
      <Radio.Group
        name={name}
        value={value}
        optionType="button"
        options={options.map((option) => ({ value: option, label: say(`screen.settings.look.${name}s.${option}`) }))}
        onChange={(event) => setAppearance({ [name]: event.target.value as Appearance[Name] })}
      />
    </fieldset>
  );
}
