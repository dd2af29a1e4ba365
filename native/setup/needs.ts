import { SetupRefusal } from './refusal.ts';

/** Something the build or the tests need from the operating system. */
export interface Need {
  /** As shown to people. */
  readonly title: string;
  /** The Debian package that brings it. */
  readonly debianPackage: string;
  /** Any one of these satisfies the need: a program's name to be found on PATH, or an absolute path. */
  readonly anyOf: readonly string[];
}

const libraryFolders = ['x86_64-linux-gnu', 'aarch64-linux-gnu', 'loongarch64-linux-gnu', 'mips64el-linux-gnuabi64'];

export const buildNeeds: readonly Need[] = [
  { title: 'C compiler', debianPackage: 'gcc', anyOf: ['cc', 'gcc', 'clang'] },
  { title: 'C++ compiler', debianPackage: 'g++', anyOf: ['c++', 'g++', 'clang++'] },
  { title: 'make', debianPackage: 'make', anyOf: ['make'] },
  { title: 'CMake', debianPackage: 'cmake', anyOf: ['cmake'] },
  { title: 'Python 3', debianPackage: 'python3', anyOf: ['python3'] },
  {
    title: 'libcrypto.a',
    debianPackage: 'libssl-dev',
    anyOf: [
      ...libraryFolders.map((folder) => `/usr/lib/${folder}/libcrypto.a`),
      '/usr/lib64/libcrypto.a',
      '/usr/lib/libcrypto.a',
      '/usr/local/lib/libcrypto.a',
      '/usr/local/lib64/libcrypto.a',
    ],
  },
];

export const browserNeeds: readonly Need[] = [
  {
    title: 'Chromium',
    debianPackage: 'chromium',
    anyOf: ['/usr/bin/chromium', 'chromium', 'chromium-browser', 'google-chrome'],
  },
  {
    title: 'Noto CJK',
    debianPackage: 'fonts-noto-cjk',
    anyOf: [
      '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
      '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
      '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
    ],
  },
];

export function unmetNeeds(needs: readonly Need[], isPresent: (candidate: string) => boolean): readonly Need[] {
  return needs.filter((need) => !need.anyOf.some(isPresent));
}

export function aptCommands(packages: readonly string[]): readonly (readonly string[])[] {
  return [
    ['apt-get', 'update'],
    ['apt-get', 'install', '--yes', '--no-install-recommends', ...packages],
  ];
}

/** What to tell a person whose computer lacks something and where set-up may not install it. */
export function refusalFor(unmet: readonly Need[], isDebian: boolean): SetupRefusal {
  const titles = unmet.map((need) => need.title).join(', ');
  const packages = unmet.map((need) => need.debianPackage);
  if (!isDebian) {
    return new SetupRefusal(
      `缺少：${titles}。本系统不是 Debian 系，请用系统的软件包工具安装（Debian 中的包名：${packages.join(' ')}），然后重试。`,
      `Missing: ${titles}. Not a Debian system: install them with its package tool (in Debian: ${packages.join(' ')}), then try again.`,
    );
  }
  const command = aptCommands(packages)
    .map((words) => `sudo ${words.join(' ')}`)
    .join(' && ');
  return new SetupRefusal(
    `缺少：${titles}。请运行下面的命令，然后重试：`,
    `Missing: ${titles}. Run this command, then try again:`,
    command,
  );
}
