/** What the program says around its screen: in the terminal that started it and before the screen is there. */
export const zhCnShell = {
  program: '守印：电子印章保管工作站（在本机浏览器中使用）',
  options: {
    port: '监听端口（默认由系统选择）',
    demo: '准备演示数据：虚构的单位、人员、印章和申请',
    noOpen: '不自动打开浏览器',
    allowRealKey: '允许在浏览器中使用实体密钥',
  },
  preparing: '正在准备演示数据（{{path}}）……',
  prepared: '演示数据已就绪，用时 {{seconds}} 秒。演示密码：{{password}}，密钥保护口令：{{pin}}。',
  people: '  {{account}}  {{name}}  {{post}}',
  opening: '守印已启动，正在用默认浏览器打开：',
  ready: '守印已启动，请在本机浏览器中打开：',
  link: '  {{url}}',
  linkOnce: '链接只能使用一次，五分钟内有效；再要一个链接：npm run cli -- open --data {{data}}',
  stop: '按 Ctrl+C 停止。',
  openAgain: '请用新的链接打开守印：npm run cli -- open',
  notThisAddress: '守印只接受本机地址的访问。',
  notBuilt: '界面尚未构建，请运行 npm start。',
  noSuchPage: '没有这个页面。',
} as const;
