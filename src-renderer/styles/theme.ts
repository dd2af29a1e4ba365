import type { MappingAlgorithm, ThemeConfig } from 'antd';
import { constants, measures, palettes, type SizeName, type ThemeName } from './tokens.ts';

/** Every variable of one theme in one size, by its full name (`--sk-ink`). */
export function cssVariables(theme: ThemeName, size: SizeName): Readonly<Record<string, string>> {
  const all = { ...constants, ...palettes[theme], ...measures[size] };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`--sk-${name}`, value]));
}

const pixels = (value: string): number => Number.parseInt(value, 10);
const seconds = (value: string): string => `${Number.parseInt(value, 10) / 1000}s`;

/**
 * The component library's theme, from literal values: it computes further colours from these.
 *
 * @param isMotionReduced the person asked the system for less motion
 */
export function componentTheme(theme: ThemeName, size: SizeName, isMotionReduced: boolean): ThemeConfig {
  const colour = palettes[theme];
  const measure = measures[size];
  const row = pixels(measure['lh-table']);
  return {
    hashed: false,
    token: {
      colorPrimary: colour.ink,
      colorPrimaryHover: colour['ink-hover'],
      colorPrimaryActive: colour['ink-press'],
      colorPrimaryBg: colour['ink-soft'],
      colorPrimaryBorder: colour['ink-line'],
      controlItemBgActive: colour['ink-soft'],
      controlItemBgActiveHover: colour['ink-soft'],
      controlItemBgHover: colour.hover,
      colorLink: colour.ink,
      colorLinkHover: colour['ink-hover'],
      colorLinkActive: colour['ink-press'],
      colorInfo: colour.ink,
      colorInfoBg: colour['ink-soft'],
      colorInfoBorder: colour['ink-line'],
      colorError: colour.cinnabar,
      colorErrorHover: colour.cinnabar,
      colorErrorActive: colour.cinnabar,
      colorErrorBg: colour['cinnabar-soft'],
      colorErrorBorder: colour['cinnabar-line'],
      colorErrorText: colour.cinnabar,
      colorSuccess: colour.ok,
      colorSuccessBg: colour['ok-soft'],
      colorSuccessBorder: colour['ok-line'],
      colorSuccessText: colour.ok,
      colorWarning: colour.warn,
      colorWarningBg: colour['warn-soft'],
      colorWarningBorder: colour['warn-line'],
      colorWarningText: colour.warn,
      colorBgLayout: colour.ground,
      colorBgContainer: colour.surface,
      colorBgElevated: colour.surface,
      colorBgContainerDisabled: colour.hover,
      colorFillAlter: colour.sunken,
      colorBgMask: colour.scrim,
      colorBorder: colour['control-line'],
      colorBorderSecondary: colour['line-strong'],
      colorBorderDisabled: colour['line-strong'],
      colorSplit: colour.line,
      colorText: colour.text,
      colorTextHeading: colour.text,
      colorTextSecondary: colour['text-2'],
      colorTextTertiary: colour['text-3'],
      colorTextDescription: colour['text-3'],
      colorTextPlaceholder: colour['text-3'],
      colorTextDisabled: colour['text-off'],
      colorTextLightSolid: colour['on-ink'],
      colorIcon: colour['text-2'],
      colorIconHover: colour.text,
      fontSizeSM: pixels(measure['fs-note']),
      fontSize: pixels(measure['fs-base']),
      fontSizeLG: pixels(measure['fs-lead']),
      fontSizeHeading4: pixels(measure['fs-title']),
      lineHeight: pixels(measure['lh-base']) / pixels(measure['fs-base']),
      fontFamily: constants.font,
      fontFamilyCode: constants['font-mono'],
      fontWeightStrong: Number(constants['weight-strong']),
      controlHeight: pixels(measure.control),
      controlHeightSM: pixels(measure['control-s']),
      controlHeightLG: pixels(measure.control) + 8,
      borderRadius: pixels(constants.radius),
      borderRadiusLG: pixels(constants.radius),
      borderRadiusSM: pixels(constants['radius-s']),
      lineWidth: pixels(colour.edge),
      boxShadow: colour['shadow-float'],
      boxShadowSecondary: colour['shadow-float'],
      // Without it, what leaves by a movement of no duration never leaves.
      motion: !isMotionReduced,
      motionDurationFast: isMotionReduced ? '0s' : seconds(constants.fast),
      motionDurationMid: isMotionReduced ? '0s' : seconds(constants.calm),
      motionDurationSlow: isMotionReduced ? '0s' : seconds(constants.calm),
    },
    components: {
      // Days of the months before and after can be chosen, so they must be legible.
      DatePicker: { colorTextDisabled: colour['text-3'] },
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: Number(constants.weight),
        borderRadiusSM: pixels(constants.radius),
        primaryColor: colour['on-ink'],
        dangerColor: colour['on-cinnabar'],
        borderColorDisabled: colour['line-strong'],
      },
      Table: {
        headerBg: colour.sunken,
        headerColor: colour.text,
        headerSplitColor: 'transparent',
        rowHoverBg: colour.hover,
        rowSelectedBg: colour['ink-soft'],
        rowSelectedHoverBg: colour['ink-soft'],
        borderColor: colour.line,
        cellFontSize: pixels(measure['fs-table']),
        cellPaddingBlock: (pixels(measure.row) - row) / 2,
        cellPaddingInline: pixels(constants.s4),
      },
      Layout: {
        headerBg: colour.surface,
        headerHeight: pixels(measure.bar),
        siderBg: colour.ground,
        bodyBg: colour.ground,
      },
      Menu: {
        itemSelectedBg: colour.surface,
        itemSelectedColor: colour.ink,
        itemHeight: pixels(measure.control) + 4,
      },
      Radio: { buttonCheckedBg: colour['ink-soft'], buttonBg: colour.surface },
      Form: { labelColor: colour['text-2'], labelFontSize: pixels(measure['fs-table']) },
      Segmented: { itemSelectedBg: colour['ink-soft'], itemSelectedColor: colour.ink, trackBg: colour.surface },
      Tooltip: { colorBgSpotlight: colour.text, colorTextLightSolid: colour.surface },
    },
  };
}

/** Seeds that an algorithm of the library would turn into other colours than ours. */
const literalSeeds = ['colorPrimary', 'colorInfo', 'colorError', 'colorSuccess', 'colorWarning', 'colorLink'] as const;

/** Last of the algorithms: puts our own colours back where the dark algorithm dulls them. */
export const keepOurColours: MappingAlgorithm = (seed, map = seed as Parameters<MappingAlgorithm>[1]) => ({
  ...map!,
  ...Object.fromEntries(literalSeeds.map((name) => [name, seed[name]])),
});
